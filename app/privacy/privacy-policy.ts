import type { Operator } from "./operator.ts";
import { links, list, table, text, type Policy, type PolicySection } from "./policy.ts";
import { changesSection, contactSection, rightsSection } from "./policy-people.ts";
import { processorsSection, transfersSection } from "./policy-processors.ts";
import { CHANGES, NAMES, OUTSIDE, PROMISES } from "./promises.ts";
import { claimed } from "./claims.ts";
import { said } from "./said.ts";
import { WINDOWS } from "./windows.ts";

/** The privacy policy of one operator's Packshot. */
export function privacyPolicy(operator: Operator): Policy {
  const [{ version, date }] = CHANGES;
  return {
    ...{ title: "Privacy policy", version, date },
    lead: said`Packshot makes product images from photos that are on a store's products already. It sees products and
      their pictures, nothing about shoppers, and forgets a store that leaves. The promises of the program on this
      page stand in its own code, each beside the test that proves it; the rest is what the operator answers for.`,
    sections: [
      contactSection(operator),
      dataSection,
      permissionsSection,
      purposesSection,
      processorsSection(operator),
      transfersSection(operator),
      retentionSection,
      leavingSection,
      backupsSection,
      cookiesSection,
      rightsSection(operator),
      duties,
      changesSection,
    ],
  };
}

const dataSection: PolicySection = {
  id: "data",
  title: "What Packshot holds",
  blocks: [
    list(
      said`Of the store: its myshopify address, when it installed Packshot, its settings, and credentials for Shopify,
        encrypted.`,
      said`Of products: titles, and numbers, addresses and alternative texts of photos. Photos themselves are fetched
        when an image is made of them and are not kept.`,
      said`The images that were made, each with its small picture, description, decision and where it was published.`,
      said`Descriptions of scenes that staff type.`,
      said`Of staff who use Packshot: the number and name that Shopify gives, and the language; with what they
        started, decided, published, restored, deleted or changed. No e-mail address.`,
      said`Credits: what was charged, when and for what.`,
      said`Logs: which page or work, of which store, by which person's number, and what went wrong.`,
    ),
    text(
      said`Packshot is made for businesses, not for children, and holds nothing about a store's customers.`,
    ),
    list(...claimed("noCustomers", "noPlainTokens")),
  ],
};

const permissionsSection: PolicySection = {
  id: "permissions",
  title: "Permissions in Shopify, and why",
  blocks: [
    table(
      ["Permission", "What for"],
      [said`read_products`, said`To show products, and to fetch the photos that images are made of.`],
      [said`write_products`, said`To put approved images on products, and to take them off again.`],
    ),
    list(
      ...claimed(
        "productScopesAlone",
        "productPermission",
        "permissionAskedAnew",
        "approvedAlone",
        "restoredExactly",
      ),
    ),
  ],
};

const purposesSection: PolicySection = {
  id: "purposes",
  title: "What it is used for, and on what legal basis",
  blocks: [
    table(
      ["Purpose", "Legal basis"],
      [
        said`Making, keeping, publishing and restoring images, as the store asks`,
        said`The contract with the merchant: ${NAMES.contract}`,
      ],
      [said`Charging credits, and keeping billing entries`, said`The contract, and the law: ${NAMES.law}`],
      [
        said`Logs, the record of who did what, limits against abuse`,
        said`A legitimate interest in a service that is safe and can be accounted for: ${NAMES.interest}`,
      ],
      [said`The erasure report`, said`To be able to show that the law was kept: ${NAMES.law}`],
    ),
    text(said`For the pictures and texts of products the merchant decides, and the operator acts on their behalf
      (${NAMES.processor}). For accounts, billing and logs the operator decides.`),
    text(said`Nothing is sold, nothing is shared for advertising, nobody is tracked or profiled, and no decision with
      legal effect is made by a machine. A person reviews every image before it is published.`),
  ],
};

const retentionSection: PolicySection = {
  id: "retention",
  title: "How long what is kept",
  blocks: [
    table(
      ["What", "How long"],
      ...Object.values(WINDOWS).map(({ about, words }) => [said`${about}`, said`${words}`]),
    ),
    list(
      ...claimed(
        "imagesExpire",
        "rejectedExpire",
        "publishedStay",
        "takenOff",
        "toldBefore",
        "kept",
        "recordsExpire",
      ),
      ...claimed(
        "billingEnds",
        "exportsEnd",
        "exportsGoToo",
        "deletedIsGone",
        "batchDeleted",
        "productDeleted",
      ),
    ),
  ],
};

const leavingSection: PolicySection = {
  id: "leaving",
  title: "When you leave",
  blocks: [
    list(
      ...claimed(
        "uninstallStops",
        "credentialsDestroyed",
        "missedUninstall",
        "comeBack",
        "redacted",
        "windowEnds",
      ),
      ...claimed("whatIsKept", "eraseNow", "eraseIsAsked", "eraseEnds"),
      said`Images that are on your products already stay there: they are yours, in Shopify.`,
    ),
    text(said`Packshot waits those ${OUTSIDE.shopifyAsksHours} hours because it cannot know earlier whether you will be
      back. Who does not want to wait erases everything first, and uninstalls then.`),
  ],
};

const backupsSection: PolicySection = {
  id: "backups",
  title: "Backups",
  blocks: [
    text(said`The operator keeps backups of the database for ${PROMISES.backupDays} days at most: no erased record
      lives longer in one. Files of images are not backed up.`),
    list(...claimed("backups", "deletedAgain")),
  ],
};

const cookiesSection: PolicySection = {
  id: "cookies",
  title: "Cookies",
  blocks: [
    list(
      ...claimed("noCookies"),
      said`Within Shopify admin the browser's tab remembers which store opened Packshot, until it is closed. It is
        needed to reload a page and is sent to nobody.`,
      said`Shopify admin, around Packshot, sets its own cookies, for which Shopify answers.`,
    ),
  ],
};

const duties: PolicySection = {
  id: "responsibilities",
  title: "Who answers for what",
  blocks: [
    list(
      said`The operator: for keeping what this page says, for choosing and binding the companies named here, for
        telling merchants within ${PROMISES.breachHours} hours of learning that their data was exposed.`,
      said`The merchant: for the right to use the photos and words that are given to Packshot, for what is
        published, for keeping people out of photos or asking them, for who of the staff may do what in Shopify.`,
      said`The merchant also for telling shoppers that images were made by AI where that is the law, such as
        ${NAMES.disclosure}. Packshot writes it into every file.`,
      ...claimed("saysItIsAi"),
    ),
    links({ label: "How it is kept safe", url: "/security" }),
  ],
};
