import { isNamed } from "./file-name.ts";

/** One media of a product, as far as publishing looks. `address` is the picture's, null until Shopify has made it. */
export type ProductMedia = {
  id: string;
  gid: string;
  isImage: boolean;
  alt: string;
  status: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  createdAt: Date | null;
  address: string | null;
};

/** What was written down before the product was written to. */
export type Intent = {
  beforeIds: readonly string[];
  /** Media of Packshot's other publications. */
  otherIds: ReadonlySet<string>;
  fileName: string;
  altText: string;
  attachingAt: Date;
};

export type OurMedia =
  | { kind: "found"; id: string }
  | { kind: "absent" }
  /** These may be ours; which is told by their file names, known when Shopify has processed them. */
  | { kind: "not_yet"; ids: string[] }
  | { kind: "unclear" };

/** Shopify's clock against ours. */
const SKEW_MS = 60_000;

/**
 * Shopify does not say which media an update added, and the merchant or another app may add some at the same moment,
 * under the same alt text even. The file name carries the publication's id, so it decides wherever it is known. Only
 * media that failed never get one: there a single new one with our alt text is ours. When two could be: unclear.
 */
export function findOurMedia(intent: Intent, media: readonly ProductMedia[]): OurMedia {
  const candidates = media.filter((one) => isNew(one, intent));
  const named = candidates.filter(({ address }) => address !== null && isNamed(address, intent.fileName));
  if (named.length > 1) return { kind: "unclear" };
  if (named[0]) return { kind: "found", id: named[0].id };

  const alike = candidates.filter((one) => isAlike(one, intent));
  const inWork = alike.filter(({ status }) => status === "UPLOADED" || status === "PROCESSING");
  if (inWork.length > 0) return { kind: "not_yet", ids: inWork.map(({ id }) => id) };

  const [only, ...more] = alike;
  if (!only) return { kind: "absent" };
  return more.length === 0 && only.address === null ? { kind: "found", id: only.id } : { kind: "unclear" };
}

/** Media without an alt text are everywhere: there it says nothing, and a name that is not ours says no. */
function isAlike({ alt, address }: ProductMedia, { altText }: Intent): boolean {
  return alt.trim() === altText.trim() && (altText.trim() !== "" || address === null);
}

function isNew({ id, isImage, createdAt }: ProductMedia, intent: Intent): boolean {
  if (!isImage || !createdAt || intent.beforeIds.includes(id) || intent.otherIds.has(id)) return false;
  return createdAt.getTime() >= intent.attachingAt.getTime() - SKEW_MS;
}
