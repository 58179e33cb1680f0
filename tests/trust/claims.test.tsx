import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { SIGNED_MINUTES } from "../../app/platform/objects/object-store.ts";
import { PERMISSION_MINUTES } from "../../app/platform/permission-minutes.ts";
import { CLAIMS } from "../../app/privacy/claims.ts";
import { sentencesOf, type Block } from "../../app/privacy/policy.ts";
import { privacyPolicy } from "../../app/privacy/privacy-policy.ts";
import { CHANGES, NAMES, OUTSIDE, PROMISES } from "../../app/privacy/promises.ts";
import { figuresIn, said, type Said } from "../../app/privacy/said.ts";
import { securityPage } from "../../app/privacy/security-page.ts";
import { RETENTION_DAYS, WINDOWS } from "../../app/privacy/windows.ts";
import { PublicPage } from "../../app/ui/privacy/public-page.tsx";
import { isNamed, testNames } from "./test-names.ts";

/** Without figures of their own, so that each on a page is the policy's. */
const operator = {
  ...{ name: "Packshot Ltd", address: "Long Street, Dublin", country: "Ireland", hosting: "A host, Dublin" },
  ...{ email: "privacy@packshot.example.com", dataProtectionOfficer: "Ada Byrne" },
};
const pages = [privacyPolicy(operator), securityPage(operator)];
const claims = Object.entries(CLAIMS).map(([id, claim]) => ({ id, ...claim }));
const sorted = (figures: readonly string[]) => [...figures].sort();

/** Every figure that the code works by, or that others decide, and nothing else. */
const known = new Set(
  [WINDOWS, RETENTION_DAYS, PROMISES, OUTSIDE, NAMES, CHANGES, SIGNED_MINUTES, PERMISSION_MINUTES].flatMap(
    (constants) => figuresIn(JSON.stringify(constants)),
  ),
);

describe("a claim", () => {
  test.each(claims)("$id has a test that proves it", ({ proof }) => {
    expect(testNames(proof.file).filter((name) => name === proof.test)).not.toEqual([]);
  });

  test("stands on a page", () => {
    const shown = new Set(pages.flatMap(sentencesOf).map(({ text }) => text));
    expect(claims.filter(({ sentence }) => !shown.has(sentence.text)).map(({ id }) => id)).toEqual([]);
  });

  test("whose test is gone or renamed is seen", () => {
    const [one] = claims;
    expect(testNames(one?.proof.file ?? "")).not.toContain(`${one?.proof.test} no more`);
    expect(isNamed("claim 7 of x is so", "claim %i of $name is so")).toBe(true);
    expect(isNamed("claim 7 of x is not", "claim %i of $name is so")).toBe(false);
  });
});

/** What is typed where no constant can stand: titles, heads of tables, names of links, and what each window is about. */
const typed = [
  ...pages.flatMap(({ title, sections }) => [
    title,
    ...sections.flatMap((section) => [section.title, ...section.blocks.flatMap(headsOf)]),
  ]),
  ...Object.values(WINDOWS).map(({ about }) => about),
];

function headsOf(block: Block): readonly string[] {
  if (block.kind === "table") return block.head;
  return block.kind === "links" ? block.links.map(({ label }) => label) : [];
}

/** A figure in letters is one, too; "one" is left to grammar. */
const NUMBER_WORD =
  /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|dozens?|fortnight)\b/i;

/** The text without what constants gave. */
function typedIn({ text, figures }: Said): string[] {
  const left = figures.reduce((rest, figure) => rest.replace(figure, ""), text);
  return [...figuresIn(left), ...(NUMBER_WORD.exec(left) ?? []).slice(0, 1)];
}

describe("a figure on a page", () => {
  test.each(pages.map((policy) => ({ title: policy.title, policy })))(
    "of $title is a constant's",
    ({ policy }) => {
      const markup = renderToStaticMarkup(<PublicPage policy={policy} operator={operator.name} />);
      const body = markup.slice(markup.indexOf("<main>")).replaceAll(/ (href|data-head)="[^"]*"/g, "");
      const shown = figuresIn(body.replaceAll(/<\/?h\d/g, "").replaceAll(/&#x?\w+;/g, ""));
      expect(shown.length).toBeGreaterThan(2);
      expect(shown.filter((figure) => !known.has(figure))).toEqual([]);
    },
  );

  test("is never typed into a sentence", () => {
    for (const sentence of pages.flatMap(sentencesOf)) {
      expect(sorted(figuresIn(sentence.text)), sentence.text).toEqual(sorted(sentence.figures));
      expect(typedIn(sentence), sentence.text).toEqual([]);
    }
  });

  test("is never typed beside the sentences", () => {
    for (const text of typed) expect(typedIn({ text, figures: [] }), text).toEqual([]);
  });

  test.each([
    ["of many digits", said`Erased after 365 days.`],
    ["that a constant has as well", said`Erased after 30 days, reported within 72 hours.`],
    ["beside a constant", said`Erased after ${30} days, or 30.`],
    ["glued to a constant", said`Erased after 1${30} days.`],
    ["in letters", said`Erased after thirty days.`],
  ])("that was typed is seen: %s", (_, sentence) => {
    const isSame = sorted(figuresIn(sentence.text)).join() === sorted(sentence.figures).join();
    expect(isSame && typedIn(sentence).length === 0).toBe(false);
  });
});
