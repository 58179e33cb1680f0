import type { AuditAction, AuditActs } from "../platform/audit/audit-acts.ts";

type Words<Details> = (details: Details) => string;

/** Each act as a sentence of the files goes on after who did it. They are English; pages say the messages `audit.did_*`. */
const WORDS: { [Action in AuditAction]: Words<AuditActs[Action]["details"]> } = {
  batch_quoted: ({ from }) => `asked what ${SOURCES[from]} would cost`,
  quote_discarded: () => "discarded a quote",
  batch_started: ({ images, credits }) => `started a batch of ${some(images)} for ${some(credits, "credit")}`,
  batch_paused: () => "paused a batch",
  batch_resumed: () => "resumed a batch",
  batch_cancelled: ({ released }) => `cancelled a batch; ${some(released, "credit")} became free again`,
  failed_retried: ({ images }) => `had ${some(images)} tried again that failed`,
  image_regenerated: () => "had a rejected image made again for free",
  images_approved: ({ images }) => `approved ${some(images)}`,
  images_rejected: ({ images }) => `rejected ${some(images)}`,
  decisions_taken_back: ({ images }) => `took back the decision on ${some(images)}`,
  alt_text_changed: () => "changed an image's alt text",
  image_deleted: () => "deleted an image",
  images_deleted: ({ images }) => (images === undefined ? "deleted all images" : `deleted ${some(images)}`),
  images_kept: ({ images }) => `chose to keep ${some(images)}`,
  images_no_longer_kept: ({ images }) => `no longer keeps ${some(images)}`,
  bulk_action_cancelled: ({ images }) =>
    `cancelled what was being done to many images, after ${some(images)}`,
  images_downloaded: ({ images }) => `downloaded ${some(images)}`,
  images_published: ({ images }) => `asked to publish ${some(images)}`,
  images_restored: ({ images }) => `asked to restore: ${some(images)} to be taken off their products`,
  changes_left: ({ images }) =>
    `left products as the merchant had changed them, with ${some(images)} of Packshot`,
  publication_settled: () => "settled a publication that was unclear",
  recipe_made: () => "made a recipe",
  recipe_changed: ({ version }) => `changed a recipe: version ${version.toLocaleString("en")}`,
  recipe_renamed: () => "gave a recipe another name",
  recipe_archived: () => "archived a recipe",
  recipe_brought_back: () => "brought a recipe back",
  caps_changed: ({ before, ...now }) =>
    `set the caps: ${caps(now)}${before ? ` (before: ${caps(before)})` : ""}`,
  retention_changed: ({ days, before }) =>
    `set how long images are kept: ${kept(days)}${before === undefined ? "" : ` (before: ${kept(before)})`}`,
  language_changed: ({ language, before }) =>
    `set the language: ${language ?? "each person's own"} (before: ${before ?? "each person's own"})`,
  default_recipe_changed: ({ recipe, before }) =>
    `set the default recipe: ${recipe ?? "none"} (before: ${before ?? "none"})`,
  default_placement_changed: ({ placement, before }) =>
    `set where images go on a product: ${place(placement)} (before: ${place(before)})`,
  export_begun: () => "asked for an export of everything",
  images_exported: ({ images }) => `asked for an export of ${some(images)}`,
  export_downloaded: () => "downloaded an export",
  export_deleted: () => "deleted the file of an export",
  ledger_downloaded: () => "downloaded the ledger",
  audit_downloaded: () => "downloaded the audit log",
  uninstalled: () => "noted that the app was uninstalled",
  reinstalled: () => "noted that the app was installed again",
  credits_granted: ({ credits }) => `granted ${some(credits, "credit")}`,
  credits_refunded: ({ credits }) => `refunded ${some(credits, "credit")}`,
  shop_suspended: () => "suspended new batches of this store",
  shop_resumed: () => "lifted the suspension of this store",
};

const SOURCES = { photos: "chosen photos", search: "the products of a search", list: "a list of products" };

function some(amount: number, one = "image"): string {
  return `${amount.toLocaleString("en")} ${amount === 1 ? one : `${one}s`}`;
}

function caps({ batchCap, monthlyCap }: { batchCap: number | null; monthlyCap: number | null }): string {
  return `${cap(batchCap)} for one batch, ${cap(monthlyCap)} for one month`;
}

function cap(credits: number | null): string {
  return credits === null ? "the default" : some(credits, "credit");
}

function kept(days: number | null): string {
  return days === null ? "the default" : some(days, "day");
}

function place(placement: string | null): string {
  return placement?.replaceAll("_", " ") ?? "the default";
}

export const AUDIT_ACTIONS = Object.keys(WORDS) as AuditAction[];

/** False of an act that a newer version noted. */
export function isAuditAction(action: string): action is AuditAction {
  return Object.hasOwn(WORDS, action);
}

/** "approved 24 images". An act that a newer version noted is told by its name. */
export function auditWords({ action, details }: { action: string; details: unknown }): string {
  if (!isAuditAction(action)) return action.replaceAll("_", " ");
  const did = WORDS[action] as Words<unknown>; // recordAudit alone writes them
  return did(details);
}

/** Who acted: a staff member, or one of those that are none. */
export function actorWords({ personId, personName }: { personId: string; personName: string }): string {
  if (personId !== "") return personName || `Staff member ${personId}`;
  return personName === "operator" ? "The operator of Packshot" : "Packshot";
}
