/** A few images are named, many are counted. */
type Images = { images: number; ids?: readonly string[] };
/** What acts on many images are about; the shop where they are those that a search found, say. */
type ManyOn = "batch" | "product" | "image" | "shop";
type Nothing = Record<never, never>;
/** Null: the default. Entries of before it was noted do not say what was before. */
type Caps = { batchCap: number | null; monthlyCap: number | null };

/**
 * Everything that is noted of who did what in a shop, with what is kept beside it: counts and settings. Never a prompt,
 * a title, a file name, an e-mail or a secret: an entry outlives what it is about.
 */
export type AuditActs = {
  batch_quoted: { on: "batch"; details: { from: "photos" | "search" | "list" } };
  quote_discarded: { on: "batch"; details: Nothing };
  batch_started: { on: "batch"; details: { images: number; credits: number } };
  batch_paused: { on: "batch"; details: Nothing };
  batch_resumed: { on: "batch"; details: Nothing };
  batch_cancelled: { on: "batch"; details: { released: number } };
  failed_retried: { on: "batch"; details: { images: number; credits: number } };
  image_regenerated: { on: "image"; details: Nothing };
  images_approved: { on: ManyOn; details: Images };
  images_rejected: { on: ManyOn; details: Images };
  decisions_taken_back: { on: "image" | "shop"; details: Images };
  alt_text_changed: { on: "image"; details: Nothing };
  image_deleted: { on: "image"; details: Nothing };
  images_deleted: { on: ManyOn; details: Partial<Images> };
  images_kept: { on: ManyOn; details: Images };
  images_no_longer_kept: { on: ManyOn; details: Images };
  bulk_action_cancelled: { on: "shop"; details: Images };
  images_downloaded: { on: "image"; details: Images };
  images_published: { on: "batch" | "image"; details: Images & { placement: string; onVariants?: boolean } };
  images_restored: {
    on: "batch" | "product" | "publication" | "shop";
    details: { images: number; choice?: string };
  };
  changes_left: { on: "batch" | "product" | "shop"; details: Images };
  publication_settled: { on: "publication"; details: Nothing };
  recipe_made: { on: "recipe"; details: Nothing };
  recipe_changed: { on: "recipe"; details: { version: number } };
  recipe_renamed: { on: "recipe"; details: Nothing };
  recipe_archived: { on: "recipe"; details: Nothing };
  recipe_brought_back: { on: "recipe"; details: Nothing };
  caps_changed: { on: "shop"; details: Caps & { before?: Caps } };
  retention_changed: { on: "shop"; details: { days: number | null; before?: number | null } };
  language_changed: { on: "shop"; details: { language: string | null; before: string | null } };
  default_recipe_changed: { on: "shop"; details: { recipe: string | null; before: string | null } };
  default_placement_changed: { on: "shop"; details: { placement: string | null; before: string | null } };
  export_begun: { on: "export"; details: Nothing };
  images_exported: { on: "export"; details: { images: number } };
  export_downloaded: { on: "export"; details: Nothing };
  export_deleted: { on: "export"; details: Nothing };
  ledger_downloaded: { on: "shop"; details: Nothing };
  audit_downloaded: { on: "shop"; details: Nothing };
  uninstalled: { on: "shop"; details: Nothing };
  reinstalled: { on: "shop"; details: Nothing };
  credits_granted: { on: "shop"; details: { credits: number } };
  credits_refunded: { on: "shop"; details: { credits: number } };
  shop_suspended: { on: "shop"; details: Nothing };
  shop_resumed: { on: "shop"; details: Nothing };
};

export type AuditAction = keyof AuditActs;

/** One act as the use case tells it; `id` names the subject, except the shop itself. */
export type AuditAct = {
  [Action in AuditAction]: {
    action: Action;
    on: AuditActs[Action]["on"];
    id?: string;
    details: AuditActs[Action]["details"];
  };
}[AuditAction];

const MOST_NAMED = 20;

/** Images as an entry tells of them. */
export function imagesNamed(ids: readonly string[]): Images {
  return ids.length > MOST_NAMED ? { images: ids.length } : { images: ids.length, ids };
}
