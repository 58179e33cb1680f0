import type { Operator } from "./operator.ts";
import { list, table, text, type PolicySection } from "./policy.ts";
import { claimed } from "./claims.ts";
import { CHANGES, PROMISES } from "./promises.ts";
import { said } from "./said.ts";

export const contactSection = ({ name, address, country, email, ...other }: Operator): PolicySection => ({
  id: "operator",
  title: "Who operates it",
  blocks: [
    list(
      said`Operator: ${name}, ${address}, ${country}`,
      said`E-mail: ${email}`,
      ...(other.dataProtectionOfficer ? [said`Data protection officer: ${other.dataProtectionOfficer}`] : []),
    ),
  ],
});

export const rightsSection = ({ email }: Operator): PolicySection => ({
  id: "rights",
  title: "Your rights, and how to use them",
  blocks: [
    table(
      ["Right", "How"],
      [
        said`Access`,
        said`Privacy in the app, What is kept, and Audit log; for anything else write to ${email}.`,
      ],
      [
        said`Correction`,
        said`Names come from Shopify: change them there. For anything else write to ${email}.`,
      ],
      [
        said`Deletion`,
        said`Delete single images in review, all of a batch or product, or everything under Privacy, at once; or
          uninstall; or write to ${email}.`,
      ],
      [said`Taking it with you`, said`Privacy in the app, Export.`],
      [
        said`Restriction`,
        said`Pause batches in the app, or write to ${email}: work for the store is then suspended.`,
      ],
      [said`Objection`, said`Write to ${email}.`],
      [said`Complaint`, said`To the data protection authority of your country, at any time.`],
    ),
    list(
      ...claimed("allIsSaid", "exported"),
      said`Requests are answered within ${PROMISES.answerDays} days, free of charge. Write from an address by which you
        can be recognised, or from within the store.`,
      said`Shoppers: Packshot holds nothing about you. Please ask the store.`,
    ),
  ],
});

export const changesSection: PolicySection = {
  id: "changes",
  title: "Changes of this policy",
  blocks: [
    text(said`A change is dated and named here. One that takes something away from you is announced on this
      page ${PROMISES.noticeDays} days before it holds.`),
    table(
      ["Version", "Date", "What changed"],
      ...CHANGES.map(({ version, date, what }) => [said`${version}`, said`${date}`, said`${what}`]),
    ),
  ],
};
