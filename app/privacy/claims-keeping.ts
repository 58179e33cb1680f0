import { said } from "./said.ts";
import type { Claim } from "./claim.ts";
import { RETENTION_DAYS, WINDOWS } from "./windows.ts";
import { LOOK_DAYS } from "../publishing/look-days.ts";

const deletion = "app/library/delete-images.test.ts";
const keeping = "app/library/keep-images.test.ts";
const exporting = "tests/trust/export.test.ts";
const expiry = "app/library/expire-images.test.ts";
const retention = "app/privacy/retention.test.ts";

/** How long images stay, how they are taken home, and how they go. */
export const KEEPING_CLAIMS = {
  imagesExpire: {
    sentence: said`Images that are on no product are deleted after ${WINDOWS.unpublishedImages.words}, or after the
      number of days that you choose, from ${RETENTION_DAYS.least} to ${RETENTION_DAYS.most}.`,
    proof: { file: retention, test: "enforces each shop's own window" },
  },
  rejectedExpire: {
    sentence: said`Rejected images go ${WINDOWS.rejectedImages.words} after the decision, where that is sooner.`,
    proof: { file: expiry, test: "takes rejected images by the decision, when that is sooner" },
  },
  publishedStay: {
    sentence: said`An image that is on a product, or on its way there, stays, so that publishing it can be undone.`,
    proof: { file: expiry, test: "does not expire while it is %s" },
  },
  takenOff: {
    sentence: said`One that is taken off in Shopify is on no product from the day on which Packshot notices that: each
      product is looked at again about every ${LOOK_DAYS} days.`,
    proof: {
      file: "tests/publishing/look-again.test.ts",
      test: "an image that the merchant took off the product is free again, and its window begins",
    },
  },
  toldBefore: {
    sentence: said`A page tells which images will go and when.`,
    proof: { file: keeping, test: "is told by the day, by whichever window is over first" },
  },
  kept: {
    sentence: said`An image that you mark as kept stays until you let it go; then its time begins anew.`,
    proof: { file: keeping, test: "holds for good; when it ends, the window begins anew" },
  },
  recordsExpire: {
    sentence: said`Records are deleted when their time is over, and no others.`,
    proof: { file: retention, test: "deletes records whose window is over, and no others" },
  },
  billingEnds: {
    sentence: said`That holds for billing entries as well: of a store that was erased, each is deleted when
      ${WINDOWS.ledger.words} have passed since it was written.`,
    proof: { file: retention, test: "deletes records whose window is over, and no others" },
  },
  batchDeleted: {
    sentence: said`You can delete all images of a batch, records and files, but for those that are on a product.`,
    proof: { file: deletion, test: "deletes all of a batch, rows and files, but what is on its product" },
  },
  productDeleted: {
    sentence: said`You can delete all images of one product, and nothing of others goes with them.`,
    proof: { file: deletion, test: "deletes all of one product, and nothing of others or of another shop" },
  },
  allIsSaid: {
    sentence: said`A page in the app names all that is held about your store and about you: every field of every table
      is on it.`,
    proof: {
      file: "tests/trust/what-is-held.test.ts",
      test: "is all said: every column of every table is in a group",
    },
  },
  exported: {
    sentence: said`You can take everything with you in one ZIP file: the original image files, tables of images and
      billing entries, the log of who did what, and a list with a checksum of each file.`,
    proof: { file: exporting, test: "holds every image and table, each as the manifest says" },
  },
  exportsEnd: {
    sentence: said`The file of an export is deleted after ${WINDOWS.exports.words}.`,
    proof: { file: retention, test: "takes the file of an export whose time is over" },
  },
  exportsGoToo: {
    sentence: said`Deleting images removes a finished export that holds them as well.`,
    proof: {
      file: "tests/trust/export-deletions.test.ts",
      test: "deleting %s takes the finished export that holds it",
    },
  },
} satisfies Record<string, Claim>;
