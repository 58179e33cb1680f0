/** Photos that a recipe is tried on at once. */
export const MOST_TRIED = 3;
