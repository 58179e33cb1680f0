import { isNamed } from "./file-name.ts";

/**
 * One media of a product, as far as publishing looks. `address` is the picture's: null until it was asked for and Shopify
 * has made it.
 */
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
 * media that failed never get one: there new ones with our alt text are ours, as long as there are no more of them than
 * of our images (which of ours is no matter, they show nothing and are taken off). When more could be: unclear.
 */
export function findOurMedia(intents: readonly Intent[], media: readonly ProductMedia[]): OurMedia[] {
  const taken = new Set<string>();
  const take = (ours: OurMedia): OurMedia => {
    if (ours.kind === "found") taken.add(ours.id);
    return ours;
  };
  const named = intents.map((intent) => {
    const ours = byName(intent, media);
    return ours && take(ours);
  });
  return intents.map((intent, n) => {
    const rest = intents.filter(
      (other, at) => at >= n && !named[at] && sameAlt(other.altText, intent.altText),
    );
    const left = media.filter(({ id }) => !taken.has(id));
    return named[n] ?? take(byAlt(intent, left, rest.length));
  });
}

/** The new media that one of these intents may have made, as far as ids and times tell. */
export function candidatesOf(intents: readonly Intent[], media: readonly ProductMedia[]): ProductMedia[] {
  return media.filter((one) => intents.some((intent) => isNew(one, intent)));
}

function byName(intent: Intent, media: readonly ProductMedia[]): OurMedia | null {
  const [only, ...more] = media.filter(
    (one) => isNew(one, intent) && one.address !== null && isNamed(one.address, intent.fileName),
  );
  if (!only) return null;
  return more.length > 0 ? { kind: "unclear" } : { kind: "found", id: only.id };
}

/** `wanting`: how many of our images are still looked for under this alt text. */
function byAlt(intent: Intent, media: readonly ProductMedia[], wanting: number): OurMedia {
  const alike = media.filter((one) => isNew(one, intent) && isAlike(one, intent));
  const inWork = alike.filter(({ status }) => status === "UPLOADED" || status === "PROCESSING");
  if (inWork.length > 0) return { kind: "not_yet", ids: inWork.map(({ id }) => id) };
  const [first] = alike;
  if (!first) return { kind: "absent" };
  const isSure = alike.length <= wanting && alike.every(({ address }) => address === null);
  return isSure ? { kind: "found", id: first.id } : { kind: "unclear" };
}

/** Media without an alt text are everywhere: there it says nothing, and a name that is not ours says no. */
function isAlike({ alt, address }: ProductMedia, { altText }: Intent): boolean {
  return sameAlt(alt, altText) && (altText.trim() !== "" || address === null);
}

function sameAlt(one: string, other: string): boolean {
  return one.trim() === other.trim();
}

function isNew({ id, isImage, createdAt }: ProductMedia, intent: Intent): boolean {
  if (!isImage || !createdAt || intent.beforeIds.includes(id) || intent.otherIds.has(id)) return false;
  return createdAt.getTime() >= intent.attachingAt.getTime() - SKEW_MS;
}
