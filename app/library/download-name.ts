const LONGEST_TITLE = 80;

/** The name an image is downloaded under. The end of its id tells images of one product apart. */
export function downloadName(image: {
  id: string;
  productTitle: string;
  recipeName: string;
  objectKey: string;
}): string {
  const title = [...image.productTitle].slice(0, LONGEST_TITLE).join("").trim();
  const ending = image.objectKey.split(".").at(-1) ?? "";
  return `${title}, ${image.recipeName.toLowerCase()} ${image.id.slice(-4)}.${ending}`;
}
