import { SIGNED_MINUTES } from "../platform/objects/object-store.ts";
import { PERMISSION_MINUTES } from "../platform/permission-minutes.ts";
import { NAMES } from "./promises.ts";
import { said } from "./said.ts";
import type { Claim } from "./claim.ts";

const headers = "tests/edge/headers.test.ts";
const rateLimits = "tests/edge/rate-limits.test.ts";
const seal = "app/platform/seal.test.ts";
const sessions = "tests/contracts/sessions.test.ts";
const stranger = "tests/edge/stranger.test.ts";
const webhooks = "tests/edge/webhooks.test.ts";

/** Who can read what. */
export const ACCESS_CLAIMS = {
  productScopesAlone: {
    sentence: said`Packshot reads and writes products and their media, and nothing else: no customers, no orders, no
      payments. Every request it can make is checked against Shopify's own rules for these permissions.`,
    proof: {
      file: "tests/contracts/shopify-operations.test.ts",
      test: "every operation is valid on Shopify's schema, within our scopes, and uses nothing deprecated",
    },
  },
  sealed: {
    sentence: said`The credentials with which Packshot reaches your store are encrypted with ${NAMES.cipher}, each
      time anew.`,
    proof: { file: seal, test: "opens what it closed, and never writes the same text twice" },
  },
  sealedToOneStore: {
    sentence: said`A credential that was copied to another store's record cannot be opened there.`,
    proof: { file: seal, test: "does not open a text that was moved to another row" },
  },
  keysAreReplaceable: {
    sentence: said`The key that encrypts credentials can be replaced; what an old key locked opens until that key is
      taken away.`,
    proof: { file: seal, test: "still opens what an older key closed, until that key is taken away" },
  },
  keysChangeWhileWorking: {
    sentence: said`Keys are changed while work goes on, without one failure.`,
    proof: {
      file: "tests/trust/rotation.test.ts",
      test: "changes keys while a batch runs and tokens are refreshed, without one failure",
    },
  },
  noSecretsAnywhere: {
    sentence: said`After everything that people do in Packshot, the whole database, the file store, the queue and the
      logs are searched for every secret that was used: none is found.`,
    proof: {
      file: "tests/trust/no-secrets.test.ts",
      test: "no secret stands anywhere but where it belongs, after all that people do",
    },
  },
  noPlainTokens: {
    sentence: said`No credential is written down in plain text, and no e-mail address of your staff is stored.`,
    proof: { file: sessions, test: "writes no token in plain text and no e-mail address" },
  },
  oneStoreAlone: {
    sentence: said`No store sees or changes anything of another one: every page and every button is tried with
      another store's numbers.`,
    proof: { file: stranger, test: "$name: sees and changes nothing" },
  },
  signedIn: {
    sentence: said`Nobody gets in without a valid sign-in of Shopify.`,
    proof: { file: stranger, test: "$name: is not let in" },
  },
  everyWayIsTried: {
    sentence: said`A page that is added to Packshot without being tried in this way stops its tests.`,
    proof: { file: stranger, test: "knows every route there is" },
  },
  fileAddresses: {
    sentence: said`Your image files are private. Each opens only by a signed address that is good for this one
      file.`,
    proof: { file: stranger, test: "opens by its signed address alone, and only that one file" },
  },
  fileAddressesEnd: {
    sentence: said`Such an address works for ${SIGNED_MINUTES} minutes at most.`,
    proof: { file: "tests/contracts/object-store.test.ts", test: "serves nothing once it has expired" },
  },
  productPermission: {
    sentence: said`Only people whose own Shopify permission includes editing products can publish or restore.`,
    proof: { file: stranger, test: "looks, but neither publishes nor restores" },
  },
  permissionAskedAnew: {
    sentence: said`Before somebody publishes, restores, deletes, exports or changes a setting, Shopify is asked whether
      they still may: who lost the permission loses it here within ${PERMISSION_MINUTES} minutes.`,
    proof: { file: "tests/edge/permission.test.ts", test: "%s: refused, nothing is changed" },
  },
  permissionUnknown: {
    sentence: said`While Shopify does not say what somebody may do, nothing of the kind is done, and they are told.`,
    proof: {
      file: "tests/edge/permission.test.ts",
      test: "%s: refused with a sentence, nothing is changed",
    },
  },
  signedEvents: {
    sentence: said`Messages that claim to come from Shopify are believed only with Shopify's signature.`,
    proof: {
      file: webhooks,
      test: "with a wrong signature, a changed body or none are refused and change nothing",
    },
  },
  limited: {
    sentence: said`A store that asks too much in a short time is told to wait and for how long; other stores do not
      notice.`,
    proof: {
      file: rateLimits,
      test: "that asks too much is told when to ask again, in words, and others are not",
    },
  },
  strangersLimited: {
    sentence: said`So is an address on the internet that asks too much without a sign-in, whatever it pretends to be.`,
    proof: {
      file: rateLimits,
      test: "is counted by the address that the trusted proxy saw, whatever they claim before it",
    },
  },
  ownScriptsAlone: {
    sentence: said`A page of the app runs no script but its own and Shopify's: words that somebody typed cannot become
      one.`,
    proof: { file: headers, test: "runs no script without the nonce of this very answer" },
  },
  framedByAdmin: {
    sentence: said`Only your own store's admin can show the app within its page; no other site can lay itself over it.`,
    proof: { file: headers, test: "is framed by its own shop's admin alone" },
  },
  noInnerAddresses: {
    sentence: said`A photo's address cannot make Packshot ask for anything inside its own network.`,
    proof: {
      file: "app/platform/outgoing/public-address.test.ts",
      test: "what was checked is what is connected to: a name that leads inside the second time is refused",
    },
  },
  badPictures: {
    sentence: said`Broken or hostile picture files are refused or handled; none takes the service down.`,
    proof: {
      file: "tests/trust/pictures.test.ts",
      test: "each of more than 200 bad pictures is refused with a code or handled, and none ends the process",
    },
  },
  auditCannotBeChanged: {
    sentence: said`The log of who did what, and the billing entries, can be added to and read by the service, but not
      changed or deleted by it: the database itself refuses.`,
    proof: { file: "tests/trust/audit-roles.test.ts", test: "cannot: %s" },
  },
  noCookies: {
    sentence: said`Packshot sets no cookies, and these pages load nothing from anybody else.`,
    proof: { file: "tests/trust/public-pages.test.ts", test: "no page of Packshot sets a cookie" },
  },
} satisfies Record<string, Claim>;
