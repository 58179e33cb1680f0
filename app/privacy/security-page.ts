import type { Operator } from "./operator.ts";
import { links, list, text, type Policy } from "./policy.ts";
import { claimed } from "./claims.ts";
import { CHANGES, NAMES, PROMISES } from "./promises.ts";
import { said } from "./said.ts";

/** What keeps a store's data safe, and whom to tell when something is wrong. */
export function securityPage({ name, email }: Operator): Policy {
  const [{ version, date }] = CHANGES;
  return {
    ...{ title: "Security", version, date },
    lead: said`A merchant gives Packshot write access to a storefront. This is what guards it. The promises of the program
      stand in its own code, each beside the test that proves it.`,
    sections: [
      {
        id: "credentials",
        title: "Credentials",
        blocks: [
          list(
            ...claimed(
              "sealed",
              "sealedToOneStore",
              "keysAreReplaceable",
              "keysChangeWhileWorking",
              "noPlainTokens",
              "noSecretsAnywhere",
            ),
          ),
        ],
      },
      {
        id: "wall",
        title: "The wall between stores",
        blocks: [
          list(
            ...claimed("oneStoreAlone", "signedIn", "everyWayIsTried", "fileAddresses", "fileAddressesEnd"),
          ),
        ],
      },
      {
        id: "storefront",
        title: "What can reach your storefront",
        blocks: [
          list(
            ...claimed(
              "productScopesAlone",
              "productPermission",
              "permissionAskedAnew",
              "permissionUnknown",
              "approvedAlone",
              "publishedOnce",
            ),
            ...claimed("restoredExactly", "noGuessing"),
          ),
        ],
      },
      {
        id: "edge",
        title: "What comes from outside",
        blocks: [
          list(
            ...claimed("signedEvents", "limited", "strangersLimited", "ownScriptsAlone", "framedByAdmin"),
            ...claimed("noInnerAddresses", "badPictures", "noCookies"),
          ),
        ],
      },
      {
        id: "records",
        title: "Records and money",
        blocks: [
          list(
            ...claimed("auditCannotBeChanged", "madeOnce", "failedIsFree", "pricedBefore"),
            ...claimed("capsHold", "freeRegeneration"),
          ),
          text(said`What is kept of a store that was erased stands under a pseudonym, made with ${NAMES.hash} and a key
            of its own: whoever has the records but not the key cannot find a store by trying names.`),
        ],
      },
      {
        id: "incidents",
        title: "If something goes wrong",
        blocks: [
          text(said`${name} stops what is affected, replaces the keys concerned, and tells each affected merchant
            without undue delay and within ${PROMISES.breachHours} hours of learning of it, with what happened, whose
            data, what was done and what to do; the authority is told within ${PROMISES.breachHours} hours where
            ${NAMES.breach} ask for it.`),
        ],
      },
      {
        id: "report",
        title: "Reporting a weakness",
        blocks: [
          text(said`Write to ${email}. You get an answer within ${PROMISES.reportDays} days. Please use a store of your
            own, read no more than you need to show the weakness, and give time to mend it before you publish. Whoever
            keeps to that has nothing to fear from us.`),
          links({ label: "Privacy policy", url: "/privacy" }),
        ],
      },
    ],
  };
}
