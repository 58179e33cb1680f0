import type { LeftOut, PlaceAhead } from "../../publishing/places-ahead.ts";
import type { TextKey } from "../../texts/keys.ts";

/** Where an image will stand; with the number of its place, and where that is not known. */
export const AHEAD_TEXTS: Record<PlaceAhead["kind"], { near: TextKey; far: TextKey }> = {
  first: { near: "publish.ahead_first", far: "publish.ahead_first" },
  end: { near: "publish.ahead_end", far: "publish.ahead_end" },
  after_photo: { near: "publish.ahead_after_photo", far: "publish.ahead_after_photo_far" },
  in_place: { near: "publish.ahead_in_place", far: "publish.ahead_in_place_far" },
  follows: { near: "publish.ahead_follows", far: "publish.ahead_follows_far" },
};

/** Of one image, and of so many. */
export const LEFT_OUT_TEXTS: Record<LeftOut, { one: TextKey; count: TextKey }> = {
  not_approved: { one: "publish.skip_not_approved", count: "publish.left_not_approved" },
  file_gone: { one: "publish.skip_file_gone", count: "publish.left_file_gone" },
  on_product: { one: "publish.skip_on_product", count: "publish.left_on_product" },
  on_the_way: { one: "publish.skip_on_the_way", count: "publish.left_on_the_way" },
  product_deleted: { one: "publish.skip_product_deleted", count: "publish.left_product_deleted" },
  product_full: { one: "publish.skip_product_full", count: "publish.left_product_full" },
};
