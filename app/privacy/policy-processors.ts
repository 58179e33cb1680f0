import type { Operator } from "./operator.ts";
import { links, list, table, text, type PolicySection } from "./policy.ts";
import { claimed } from "./claims.ts";
import { NAMES, OUTSIDE } from "./promises.ts";
import { said } from "./said.ts";

/** Who else receives something, what, and where. */
export const processorsSection = ({ hosting }: Operator): PolicySection => ({
  id: "processors",
  title: "Who receives what",
  blocks: [
    table(
      ["Who", "What for", "What they receive", "Where"],
      [
        said`Google (Gemini API)`,
        said`Makes the images`,
        said`The photo, smaller where it is large, and the description of the scene. Not the store, not the person.`,
        said`Wherever Google or its agents have facilities`,
      ],
      [
        said`${NAMES.store}, or the store for files that the operator has chosen`,
        said`Keeps the files`,
        said`Images, their small pictures, and erasure reports under a pseudonym`,
        said`Where the operator has created the bucket`,
      ],
      [
        said`Shopify`,
        said`The platform that Packshot is part of`,
        said`Approved images with their alternative texts, and requests for products`,
        said`Shopify's regions`,
      ],
      [
        said`${hosting}`,
        said`Runs the program and its database`,
        said`Everything named under “What Packshot holds”`,
        said`As named`,
      ],
    ),
    text(said`Pictures at Google: Packshot may only be operated on Google's paid tier. Under its terms Google does not
      use prompts, pictures or answers to improve its products or train models. Google keeps them for up to
      ${OUTSIDE.googleDays} days to detect abuse; people at Google may look at what was flagged for that. What Google
      holds is beyond Packshot's reach: deleting an image here does not shorten it.`),
    list(
      ...claimed("googleKeepsNoLog"),
      said`Otherwise Google would keep such a log for up to ${OUTSIDE.googleDays} days, in projects that were made since
        ${OUTSIDE.googleLogsSince}.`,
      said`The operator shares no log or data set with Google.`,
      said`A new company is named here before it receives anything.`,
    ),
    links(
      { label: "Google's terms for the Gemini API", url: "https://ai.google.dev/gemini-api/terms" },
      { label: "Google on abuse monitoring", url: "https://ai.google.dev/gemini-api/docs/usage-policies" },
      {
        label: "Cloudflare's data processing addendum",
        url: "https://www.cloudflare.com/cloudflare-customer-dpa/",
      },
      { label: "Shopify's data processing addendum", url: "https://www.shopify.com/legal/dpa" },
    ),
  ],
});

export const transfersSection = ({ country }: Operator): PolicySection => ({
  id: "transfers",
  title: "Transfers to other countries",
  blocks: [
    text(said`The operator is in ${country}. Google, Cloudflare and Shopify are companies with parts in the United
      States, Canada and elsewhere, so pictures and descriptions may leave your country. From the European Economic
      Area, Switzerland and the United Kingdom this rests on the adequacy decisions for Canada and for companies that
      are certified under the EU-U.S. Data Privacy Framework (${NAMES.adequacy}) with its extensions, and otherwise on
      standard contractual clauses (${NAMES.transfers}) in the contracts between the operator and each company.`),
    text(said`Ask the operator for a copy of what applies to you.`),
  ],
});
