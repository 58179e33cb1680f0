/** A sentence whose every figure came from a constant: written with `said`, which notes them. */
export type Said = { text: string; figures: readonly string[] };

/** Figures as a reader sees them: `2026-10` is two, `7` in "7 years" is one. */
export function figuresIn(text: string): string[] {
  return text.match(/\d+/g) ?? [];
}

/**
 * A sentence of the policy. What is typed here holds no figure (a test sees to that): each one stands in a constant
 * that the code works by, or in the list of those that are others' (`promises.ts`).
 */
export function said(words: TemplateStringsArray, ...values: readonly (string | number)[]): Said {
  const text = words.map((word, n) => `${word}${values[n] ?? ""}`).join("");
  return {
    text: text.replaceAll(/\s+/g, " ").trim(),
    figures: values.flatMap((it) => figuresIn(String(it))),
  };
}
