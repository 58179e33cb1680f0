const LONGEST_TITLE = 60;
/** Marks that turn the order of letters around: a name must read as what it is (https://unicode.org/reports/tr36). */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** What Windows, macOS or Linux do not take in a name, or take for a folder. */
const RESERVED = /[<>:"/\\|?*]/g;

type Named = {
  id: string;
  productId: string;
  productTitle: string;
  recipeKey: string;
  objectKey: string;
};

/** Where an image lies in an export: in its product's folder. Its id makes the name the only one of its kind. */
export function exportName(image: Named): string {
  const title = [...safe(image.productTitle)].slice(0, LONGEST_TITLE).join("").trim();
  const ending = safe(image.objectKey.split(".").at(-1) ?? "");
  return `images/${title || "Product"} (${safe(image.productId)})/${safe(image.recipeKey)} ${safe(image.id)}.${ending}`;
}

/** Never empty segments or `..`: no dots or blanks at its beginning, and something always follows it. */
function safe(text: string): string {
  return text
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(RESERVED, "-")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+/, "");
}
