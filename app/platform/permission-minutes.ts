/** So long Shopify's answer holds: who publishes ten pages of images is asked about once. Also on the privacy page. */
export const PERMISSION_MINUTES = 5;
