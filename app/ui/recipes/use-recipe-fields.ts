import { useState } from "react";

export type RecipeFields = {
  name: string;
  scene: string;
  aspectRatio: string;
  imageSize: string;
  imagesPerPhoto: string;
};

/** What is stored, and the version by which it is told whether somebody else has saved meanwhile. */
type Saved = { fields: RecipeFields; version: number };

/** A recipe while it is typed. What somebody else saves meanwhile does not take the place of what is typed. */
export function useRecipeFields(saved: Saved, beginning = saved.fields) {
  const [base, setBase] = useState(saved);
  const [typed, setTyped] = useState(beginning);
  if (base !== saved && !isSame(base, saved) && (isAs(typed, base.fields) || isAs(typed, saved.fields))) {
    setBase(saved);
    setTyped(saved.fields);
  }
  return {
    typed,
    version: base.version,
    isDirty: !isAs(typed, base.fields),
    change: (change: Partial<RecipeFields>) => setTyped((before) => ({ ...before, ...change })),
    discard: () => setTyped(base.fields),
  };
}

function isSame(one: Saved, other: Saved): boolean {
  return one.version === other.version && isAs(one.fields, other.fields);
}

/** Blanks around a text are not kept. */
function isAs(one: RecipeFields, other: RecipeFields): boolean {
  return JSON.stringify(trimmed(one)) === JSON.stringify(trimmed(other));
}

function trimmed({ name, scene, aspectRatio, imageSize, imagesPerPhoto }: RecipeFields): string[] {
  return [name.trim(), scene.replaceAll("\r\n", "\n").trim(), aspectRatio, imageSize, imagesPerPhoto];
}
