import type { AuditAction, AuditActs } from "../platform/audit/audit-acts.ts";

type Words<Details> = { label: string; did: (details: Details) => string };

/** Each act as a filter names it, and as a sentence goes on after who did it. */
const WORDS: { [Action in AuditAction]: Words<AuditActs[Action]["details"]> } = {
  batch_quoted: { label: "Quotes asked for", did: ({ from }) => `asked what ${SOURCES[from]} would cost` },
  quote_discarded: { label: "Quotes discarded", did: () => "discarded a quote" },
  batch_started: {
    label: "Batches started",
    did: ({ images, credits }) => `started a batch of ${some(images)} for ${some(credits, "credit")}`,
  },
  batch_paused: { label: "Batches paused", did: () => "paused a batch" },
  batch_resumed: { label: "Batches resumed", did: () => "resumed a batch" },
  batch_cancelled: {
    label: "Batches cancelled",
    did: ({ released }) => `cancelled a batch; ${some(released, "credit")} became free again`,
  },
  failed_retried: {
    label: "Failed images tried again",
    did: ({ images }) => `had ${some(images)} tried again that failed`,
  },
  image_regenerated: {
    label: "Rejected images made again",
    did: () => "had a rejected image made again for free",
  },
  images_approved: { label: "Images approved", did: ({ images }) => `approved ${some(images)}` },
  images_rejected: { label: "Images rejected", did: ({ images }) => `rejected ${some(images)}` },
  decisions_taken_back: {
    label: "Decisions taken back",
    did: ({ images }) => `took back the decision on ${some(images)}`,
  },
  alt_text_changed: { label: "Alt texts changed", did: () => "changed an image's alt text" },
  image_deleted: { label: "Single images deleted", did: () => "deleted an image" },
  images_deleted: {
    label: "Many images deleted",
    did: ({ images }) => (images === undefined ? "deleted all images" : `deleted ${some(images)}`),
  },
  images_kept: { label: "Images kept", did: ({ images }) => `chose to keep ${some(images)}` },
  images_no_longer_kept: {
    label: "Images no longer kept",
    did: ({ images }) => `no longer keeps ${some(images)}`,
  },
  images_published: {
    label: "Images published",
    did: ({ images }) => `asked to publish ${some(images)}`,
  },
  images_restored: {
    label: "Images restored",
    did: ({ images }) => `asked to restore: ${some(images)} to be taken off their products`,
  },
  publication_settled: {
    label: "Unclear publications settled",
    did: () => "settled a publication that was unclear",
  },
  recipe_made: { label: "Recipes made", did: () => "made a recipe" },
  recipe_changed: {
    label: "Recipes changed",
    did: ({ version }) => `changed a recipe: version ${version.toLocaleString("en")}`,
  },
  recipe_renamed: { label: "Recipes renamed", did: () => "gave a recipe another name" },
  recipe_archived: { label: "Recipes archived", did: () => "archived a recipe" },
  recipe_brought_back: { label: "Recipes brought back", did: () => "brought a recipe back" },
  caps_changed: {
    label: "Caps changed",
    did: ({ before, ...now }) => `set the caps: ${caps(now)}${before ? ` (before: ${caps(before)})` : ""}`,
  },
  retention_changed: {
    label: "Retention changed",
    did: ({ days, before }) =>
      `set how long images are kept: ${kept(days)}${before === undefined ? "" : ` (before: ${kept(before)})`}`,
  },
  language_changed: {
    label: "Language changed",
    did: ({ language, before }) =>
      `set the language: ${language ?? "each person's own"} (before: ${before ?? "each person's own"})`,
  },
  default_recipe_changed: {
    label: "Default recipe changed",
    did: ({ recipe, before }) => `set the default recipe: ${recipe ?? "none"} (before: ${before ?? "none"})`,
  },
  default_placement_changed: {
    label: "Default placement changed",
    did: ({ placement, before }) =>
      `set where images go on a product: ${place(placement)} (before: ${place(before)})`,
  },
  export_begun: { label: "Exports asked for", did: () => "asked for an export of everything" },
  export_downloaded: { label: "Exports downloaded", did: () => "downloaded an export" },
  export_deleted: { label: "Exports deleted", did: () => "deleted the file of an export" },
  ledger_downloaded: { label: "Ledger downloaded", did: () => "downloaded the ledger" },
  audit_downloaded: { label: "Audit log downloaded", did: () => "downloaded the audit log" },
  uninstalled: { label: "Uninstalled", did: () => "noted that the app was uninstalled" },
  reinstalled: { label: "Installed again", did: () => "noted that the app was installed again" },
  credits_granted: { label: "Credits granted", did: ({ credits }) => `granted ${some(credits, "credit")}` },
  credits_refunded: {
    label: "Credits refunded",
    did: ({ credits }) => `refunded ${some(credits, "credit")}`,
  },
  shop_suspended: { label: "Suspended", did: () => "suspended new batches of this store" },
  shop_resumed: { label: "Suspension lifted", did: () => "lifted the suspension of this store" },
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

/** What can be filtered by. */
export const AUDIT_LABELS: readonly { action: string; label: string }[] = Object.entries(WORDS).map(
  ([action, { label }]) => ({ action, label }),
);

/** "approved 24 images". An act that a newer version noted is told by its name. */
export function auditWords({ action, details }: { action: string; details: unknown }): string {
  if (!Object.hasOwn(WORDS, action)) return action.replaceAll("_", " ");
  const { did } = WORDS[action as AuditAction] as Words<unknown>; // recordAudit alone writes them
  return did(details);
}

/** Who acted: a staff member, or one of those that are none. */
export function actorWords({ personId, personName }: { personId: string; personName: string }): string {
  if (personId !== "") return personName || `Staff member ${personId}`;
  return personName === "operator" ? "The operator of Packshot" : "Packshot";
}
