/** One of Packshot's media, with what it changes of the merchant's own while it is on the product. */
export type OurMedia = {
  mediaId: string;
  photoId: string;
  placement: string;
  /** The variants that show it in place of its photo. */
  variantIds: readonly string[];
};
