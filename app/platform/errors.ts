import sentences from "../texts/en/errors.json" with { type: "json" };

/**
 * Every failure Packshot knows, with its HTTP status. The sentence a merchant reads, what happened and what to do next,
 * stands in the catalogues of `texts`. A new code does not compile without both.
 */
const STATUSES = {
  invalid_input: 400,
  form_too_large: 413,
  too_many_requests: 429,
  form_token_missing: 400,
  prompt_empty: 400,
  prompt_too_long: 400,
  nothing_chosen: 400,
  too_many_chosen: 400,
  recipe_gone: 409,
  recipe_archived: 409,
  recipe_changed: 409,
  recipe_name_wrong: 400,
  too_many_recipes: 409,
  not_quoted: 409,
  image_not_rejected: 409,
  already_regenerated: 409,
  price_changed: 409,
  alt_text_wrong: 400,
  nothing_pasted: 400,
  sample_no_photo: 422,
  sample_taken: 409,
  not_found: 404,
  not_signed_in: 401,
  no_product_permission: 403,
  permission_unknown: 503,
  shop_suspended: 403,
  batch_cap_exceeded: 409,
  monthly_cap_exceeded: 409,
  credits_short: 402,
  shop_erasing: 409,
  not_confirmed: 400,
  export_images_deleted: 410,
  shop_gone: 410,

  shopify_unreachable: 502,
  shopify_throttled: 503,
  shopify_access_lost: 403,
  reconnect_needed: 403,
  shopify_refused: 502,

  too_many_products: 422,
  list_too_long: 422,
  catalogue_unreadable: 502,

  photo_missing: 422,
  photo_not_usable: 422,
  photo_too_large: 422,
  photo_unreachable: 422,
  photo_host_refused: 422,

  model_refused: 422,
  model_no_image: 422,
  model_bad_image: 422,
  model_unchanged: 422,
  model_busy: 503,
  model_daily_limit: 503,
  model_out_of_credit: 503,
  model_stopped: 503,
  model_misconfigured: 500,
  model_timeout: 504,

  store_unavailable: 503,
  store_not_ours: 503,
  too_much_to_mend: 409,
  upload_gone: 503,
  export_not_ready: 409,
  export_busy: 409,

  image_not_approved: 409,
  image_file_gone: 410,
  export_gone: 410,
  already_published: 409,
  nothing_to_publish: 409,
  nothing_to_restore: 409,
  decision_locked: 409,
  product_deleted: 410,
  product_full: 409,
  product_changed: 409,
  restore_incomplete: 409,
  not_in_place: 409,
  not_on_variants: 409,
  media_failed: 422,
  media_unclear: 409,
  settled: 409,
  interrupted: 500,
  internal: 500,
} as const satisfies Record<string, number>;

/** A code without a sentence does not compile. */
const SENTENCES: Record<ErrorCode, string> = sentences;

export type ErrorCode = keyof typeof STATUSES;

const BRAND = Symbol.for("packshot.error");

/**
 * The one error type. `data` goes to the log, never to the browser; it must hold no secrets.
 * Recognise it with `isPackshotError`: the web process and Remix's bundle each have their own copy of this class.
 */
export class PackshotError extends Error {
  override name = "PackshotError";
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly data: Record<string, unknown>;

  constructor(code: ErrorCode, data: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(`${code}: ${SENTENCES[code]}`, options);
    this.code = code;
    this.data = data;
  }
}

export function isPackshotError(error: unknown): error is PackshotError {
  return typeof error === "object" && error !== null && BRAND in error;
}

export function isErrorCode(code: string): code is ErrorCode {
  return code in STATUSES;
}

export function statusOf(code: ErrorCode): number {
  return STATUSES[code];
}

/** What the merchant reads, in English. Codes of an older version read as `internal`. */
export function sentenceFor(code: string): string {
  return SENTENCES[isErrorCode(code) ? code : "internal"];
}
