import { flatLay } from "./scenes/flat-lay.ts";
import { free } from "./scenes/free.ts";
import { lifestyle } from "./scenes/lifestyle.ts";
import type { PaintScene } from "./scenes/scene.ts";
import { seasonal } from "./scenes/seasonal.ts";
import { studio, white } from "./scenes/studio.ts";
import { surface } from "./scenes/surface.ts";

const scenes: readonly (readonly [RegExp, PaintScene])[] = [
  [/pure white|white background|#ffffff to every edge/, white],
  [/flat[ -]lay|straight down|top[ -]down|from above/, flatLay],
  [/festive|season|decoration/, seasonal],
  [/photo studio|backdrop|softbox/, studio],
  [/everyday use|lifestyle|interior|living room|home\b/, lifestyle],
  [/surface|slab|marble|table top/, surface],
];

/** The words about the scene: the block that says so, or the whole prompt. */
export function sceneWords(prompt: string): string {
  const block = prompt.split(/\n\s*\n/).find((each) => /^\s*scene\b/i.test(each));
  return (block ?? prompt).toLowerCase();
}

export function chooseScene(words: string): PaintScene {
  return scenes.find(([pattern]) => pattern.test(words))?.[1] ?? free;
}

/** The colour a part is to be changed to, where that is what the prompt asks for. */
export function recolouringIn(prompt: string): string | undefined {
  return /(?:recolou?r|colou?r variant|change (?:the )?colou?r)[\s\S]*?(#[0-9a-f]{6})\b/i.exec(prompt)?.[1];
}
