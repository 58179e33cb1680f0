/**
 * Every failure Packshot knows, with its HTTP status and the sentence a merchant reads: what happened and what to do
 * next. A new code does not compile without both.
 */
const ERRORS = {
  invalid_input: [400, "Something in the form is not right. Check the marked fields and try again."],
  form_too_large: [413, "That is more than one form takes. Send less at once: split a long list in two."],
  too_many_requests: [429, "That was too much at once. Wait a minute and try again."],
  form_token_missing: [400, "This form is out of date. Reload the page and try again."],
  prompt_empty: [400, "Describe the scene you want before you generate."],
  prompt_too_long: [400, "The description is too long. Shorten it to 2,000 characters."],
  nothing_chosen: [400, "Choose at least one photo first."],
  too_many_chosen: [400, "That is more than one batch takes. Choose fewer photos or fewer images per photo."],
  recipe_gone: [409, "This recipe no longer exists. Choose another one and ask for a new quote."],
  not_quoted: [409, "The products are still being read. Start the batch when the quote is there."],
  image_not_rejected: [409, "Only a rejected image can be made again for free. Reject it first."],
  already_regenerated: [
    409,
    "This image was made again for free already. It can be made again in a new batch.",
  ],
  nothing_pasted: [400, "Paste at least one SKU or handle first."],
  not_found: [404, "This was not found. It may have been deleted."],
  not_signed_in: [401, "Your session has ended. Open Packshot again from Shopify admin."],
  no_product_permission: [
    403,
    "Your Shopify account may not edit products. Ask the store owner for the product permission, then open Packshot again.",
  ],
  permission_unknown: [
    503,
    "Shopify did not say whether you may edit products, so nothing was changed. Try again in a minute.",
  ],
  shop_suspended: [403, "Packshot has suspended new batches for this store. Contact support."],
  batch_cap_exceeded: [
    409,
    "This batch costs more credits than one batch may. Choose fewer photos, or raise the cap under Credits.",
  ],
  monthly_cap_exceeded: [
    409,
    "With this batch the month would cost more credits than its cap. Choose fewer photos, or raise the cap under Credits.",
  ],
  credits_short: [402, "There are not enough credits for this batch. Choose fewer photos."],
  shop_erasing: [
    409,
    "Packshot is erasing everything it keeps of this store. That takes a moment; then it begins anew.",
  ],
  not_confirmed: [400, "That is not this store's address. Type it exactly as it is shown."],
  export_images_deleted: [410, "This export was removed because images in it were deleted. Make a new one."],
  shop_gone: [410, "Packshot is no longer installed on this store."],

  shopify_unreachable: [502, "Shopify did not answer. Try again in a minute."],
  shopify_throttled: [503, "Shopify asks us to slow down. Try again in a minute."],
  shopify_access_lost: [
    403,
    "Packshot has lost its access to this store. Open the app again to reconnect it.",
  ],
  reconnect_needed: [
    403,
    "Packshot can't reach this store any more. Open Packshot once from Shopify admin: that connects it again.",
  ],
  shopify_refused: [502, "Shopify refused the request. Try again; if it goes on, contact support."],

  too_many_products: [
    422,
    "That is more than 50,000 products, the most that one batch takes. Narrow the search and try again.",
  ],
  list_too_long: [422, "The list has more than 50,000 entries. Split it into several batches."],
  catalogue_unreadable: [
    502,
    "Shopify could not list the products. Discard this batch and start it again in a few minutes.",
  ],

  photo_missing: [422, "The photo is no longer on the product. Choose another one."],
  photo_not_usable: [422, "The photo could not be read. Upload it again as a JPEG or PNG and retry."],
  photo_too_large: [422, "The photo is too large. Use a JPEG under 20 MB and 50 megapixels."],
  photo_unreachable: [422, "The photo could not be downloaded from Shopify. Retry in a minute."],
  photo_host_refused: [
    422,
    "The photo is not stored at Shopify, so Packshot does not open it. Upload it to the product.",
  ],

  model_refused: [
    422,
    "The image model declined this photo or description. Try other words or another photo.",
  ],
  model_no_image: [422, "The image model gave no image. Retry, or try another recipe."],
  model_bad_image: [422, "The image model returned a broken picture. Retry; you are not charged."],
  model_unchanged: [
    422,
    "The image model returned the photo unchanged. Try another recipe or describe the scene more.",
  ],
  model_busy: [503, "The image model is busy. Retry in a few minutes."],
  model_daily_limit: [503, "Today's limit of the image model is used up. Retry after midnight Pacific time."],
  model_out_of_credit: [
    503,
    "Image generation is paused on our side. We have been told; nothing was charged.",
  ],
  model_stopped: [503, "Image generation is paused on our side. Nothing is lost, and nothing was charged."],
  model_misconfigured: [500, "The image model refused our request. We have been told; nothing was charged."],
  model_timeout: [504, "The image model took too long. Retry; you are not charged."],

  store_unavailable: [503, "The image store did not answer. Retry in a minute."],
  upload_gone: [503, "The image store has lost a file that was being made. It is made again."],
  export_not_ready: [409, "This export has no file to download. Make a new one."],

  image_not_approved: [409, "Only approved images can be published. Approve it in Review first."],
  image_file_gone: [410, "The image's file has expired. Generate it again."],
  export_gone: [410, "The export's file is gone. Ask for a new one."],
  already_published: [409, "This image is on the product already."],
  nothing_to_publish: [409, "There is nothing to publish: no approved image is waiting for it."],
  nothing_to_restore: [409, "There is nothing to restore: this image is not on the product."],
  decision_locked: [409, "This image is on the product. Restore the product before you change the decision."],
  product_deleted: [410, "The product was deleted in Shopify."],
  product_full: [409, "The product has 250 media already, Shopify's limit. Remove one and publish again."],
  product_changed: [
    409,
    "The product's media were changed since Packshot published. Nothing was touched; check the product in Shopify.",
  ],
  restore_incomplete: [
    409,
    "The image is off the product, but the product's media are not as they were before. Check the product in Shopify.",
  ],
  not_in_place: [
    409,
    "The image is live, but Packshot could not move it to its place. Move it in Shopify if you like.",
  ],
  media_failed: [422, "Shopify could not process the image. Publish it again."],
  media_unclear: [
    409,
    "Packshot can't tell which media on the product is its own. Look at the product in Shopify, put it right, then settle it here.",
  ],
  settled: [409, "A person has checked the product and settled this. The image can be published again."],
  interrupted: [500, "The work was interrupted too often. Retry; you are not charged."],
  internal: [500, "Something went wrong on our side. Try again; if it goes on, contact support."],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type ErrorCode = keyof typeof ERRORS;

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
    super(`${code}: ${ERRORS[code][1]}`, options);
    this.code = code;
    this.data = data;
  }
}

export function isPackshotError(error: unknown): error is PackshotError {
  return typeof error === "object" && error !== null && BRAND in error;
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS;
}

export function statusOf(code: ErrorCode): number {
  return ERRORS[code][0];
}

/** What the merchant reads. Codes of an older version read as `internal`. */
export function sentenceFor(code: string): string {
  return ERRORS[isErrorCode(code) ? code : "internal"][1];
}

/** What the merchant reads while Packshot waits to try again: what happened, and that there is nothing to do. */
export function waitSentenceFor(code: string): string {
  const [happened] = sentenceFor(code).split(/(?<=[.!?]) /);
  return code === "model_daily_limit"
    ? `${happened} Packshot goes on after midnight Pacific time.`
    : `${happened} Packshot tries again by itself.`;
}
