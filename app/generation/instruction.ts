import { PackshotError } from "../platform/errors.ts";
import { cleaned, quoted } from "./merchant-text.ts";

/** What a person may ask for besides, when one image is made again. */
export const MAX_INSTRUCTION = 500;

/** What was typed as it is kept; empty: nothing besides. */
export function instructionOf(typed: string): string {
  const text = cleaned(typed);
  const length = [...text].length;
  if (length > MAX_INSTRUCTION) throw new PackshotError("invalid_input", { field: "instruction", length });
  return text;
}

/** As data, like all that people type: it says what shall be different, and the frame's rules still come first. */
export function withInstruction(prompt: string, instruction: string): string {
  return (
    `${prompt}\n\nFor this one photograph there is one more wish, about the scene and how the product is shown in it: ` +
    `${quoted(instruction)}. Follow it as far as the rules about the product allow.`
  );
}
