import { said } from "./said.ts";
import type { Claim } from "./claim.ts";

const ledger = "app/credits/ledger.test.ts";
const restore = "tests/publishing/restore.test.ts";

/** What the work itself may and may not do. */
export const WORK_CLAIMS = {
  madeOnce: {
    sentence: said`No image is lost or charged twice, whatever breaks down while it is made.`,
    proof: {
      file: "tests/faults/kill-generate.test.ts",
      test: "makes one image, whichever step of generating kill -9 hits",
    },
  },
  publishedOnce: {
    sentence: said`No image is published twice, whatever breaks down on the way.`,
    proof: {
      file: "tests/faults/kill-publish.test.ts",
      test: "adds each image once and takes it off once, whichever step kill -9 hits",
    },
  },
  approvedAlone: {
    sentence: said`Nothing is published that a person of your store did not approve.`,
    proof: { file: "tests/publishing/request.test.ts", test: "only approved images, all of them or none" },
  },
  restoredExactly: {
    sentence: said`Restoring puts a product's media back exactly as they were; your own photos are never deleted or
      changed.`,
    proof: {
      file: restore,
      test: "three publications on one product, restored in any order, end exactly at the first snapshot",
    },
  },
  noGuessing: {
    sentence: said`If you have changed the product meanwhile, nothing is touched until you have chosen what becomes of it.`,
    proof: { file: restore, test: "the merchant %s meanwhile: nothing is touched, and it is said" },
  },
  failedIsFree: {
    sentence: said`An image that fails costs nothing, and says why.`,
    proof: {
      file: "tests/edge/bad-input.test.ts",
      test: "fails alone, with its reason, and costs nothing; odd but sound ones become images",
    },
  },
  pricedBefore: {
    sentence: said`The price is known before the run.`,
    proof: {
      file: "app/generation/collect-batch.test.ts",
      test: "what a search finds is read step by step, frozen and priced",
    },
  },
  capsHold: {
    sentence: said`A spending cap is never exceeded, however many batches start at once.`,
    proof: { file: ledger, test: "never pass the month's cap" },
  },
  freeRegeneration: {
    sentence: said`An image that you reject was charged; it can be made again once for free.`,
    proof: {
      file: "app/generation/regenerate.test.ts",
      test: "a rejected image is made again once, for free, beside the first",
    },
  },
  googleKeepsNoLog: {
    sentence: said`Every request to Google asks that no log of it be kept for the operator; that overrides what the
      operator's project at Google is set to.`,
    proof: { file: "tests/contracts/gemini.test.ts", test: "every request asks Google to keep no log of it" },
  },
  saysItIsAi: {
    sentence: said`Every image file that Packshot makes says inside that AI made it, in the field that the IPTC
      standard has for that; its pixels are left as they came, with Google's invisible mark SynthID.`,
    proof: {
      file: "app/library/provenance-file.test.ts",
      test: "says what it is to any reader, and its pixels are the same",
    },
  },
} satisfies Record<string, Claim>;
