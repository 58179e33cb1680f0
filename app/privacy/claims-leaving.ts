import { OUTSIDE, PROMISES } from "./promises.ts";
import { said } from "./said.ts";
import type { Claim } from "./claim.ts";
import { WINDOWS } from "./windows.ts";

const erase = "tests/trust/erase.test.ts";
const leaving = "tests/trust/leaving.test.ts";
const webhooks = "tests/edge/webhooks.test.ts";

/** What happens to data that somebody does not want here any more. */
export const LEAVING_CLAIMS = {
  deletedIsGone: {
    sentence: said`An image that you delete is gone from the database and from the file store.`,
    proof: { file: "app/library/library.test.ts", test: "takes the image, its files and their rows" },
  },
  uninstallStops: {
    sentence: said`When you uninstall, within ${PROMISES.stopSeconds} seconds nothing new is begun for your store,
      and what was running is stopped.`,
    proof: {
      file: leaving,
      test: "begins no call for the shop after five seconds, with all kinds of work under way in three processes",
    },
  },
  credentialsDestroyed: {
    sentence: said`Your store's credentials are destroyed at that moment, not merely switched off.`,
    proof: {
      file: webhooks,
      test: "destroys credentials and stops work that runs, through Shopify's own webhook, twice delivered",
    },
  },
  missedUninstall: {
    sentence: said`Should Shopify's message not reach us, a daily check finds that you have left. What we then keep of the
      credentials is what Shopify no longer accepts, encrypted, to ask once more before anything is erased.`,
    proof: { file: leaving, test: "whose webhook never came is found by asking Shopify, twice" },
  },
  redacted: {
    sentence: said`${OUTSIDE.shopifyAsksHours} hours after you uninstall, Shopify asks us to erase your store: every
      record and every file of it goes.`,
    proof: {
      file: webhooks,
      test: "shop/redact erases every row and object of a shop that has left, and none of one that is here",
    },
  },
  windowEnds: {
    sentence: said`If Shopify never asks, everything is erased ${WINDOWS.uninstalledShop.words} after you left.`,
    proof: { file: erase, test: "is erased when its days are over, and not a day before" },
  },
  whatIsKept: {
    sentence: said`What stays are the billing entries that the law requires and a report of the erasure
      (${WINDOWS.ledger.words} each), both under a pseudonym, without your store's name, a person, a description or a
      picture.`,
    proof: {
      file: erase,
      test: "keeps billing entries and a report, in the database and in the store, that name nobody",
    },
  },
  comeBack: {
    sentence: said`If you install Packshot again before that, your images are still there.`,
    proof: { file: leaving, test: "keeps the library for a shop that comes back within the window" },
  },
  eraseNow: {
    sentence: said`You can erase everything at any time yourself, also while work is running.`,
    proof: {
      file: leaving,
      test: "takes all of the shop while work runs, tells its people, and begins anew",
    },
  },
  eraseIsAsked: {
    sentence: said`Erasing everything needs your store's address typed by somebody who may edit products.`,
    proof: { file: leaving, test: "needs the store's address typed, and the product permission" },
  },
  eraseEnds: {
    sentence: said`An erasure that is interrupted goes on until nothing is left.`,
    proof: { file: erase, test: "ends the same wherever it is cut off, and counts everything once" },
  },
  backups: {
    sentence: said`After a backup had to be put back, what was erased since is erased again.`,
    proof: { file: erase, test: "what was erased since is erased again, what came back since is not" },
  },
  deletedAgain: {
    sentence: said`An image that you deleted since has no file any more then; what came back of its record loses its
      words and names within ${PROMISES.mendDays} days.`,
    proof: {
      file: "tests/trust/reconcile.test.ts",
      test: "an image that was deleted after the backup that was put back keeps no word, name or address",
    },
  },
  noCustomers: {
    sentence: said`Requests about your customers are answered truthfully: nothing about them is held.`,
    proof: { file: webhooks, test: "for customers are answered though nothing is held" },
  },
} satisfies Record<string, Claim>;
