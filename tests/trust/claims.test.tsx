import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { SIGNED_MINUTES } from "../../app/platform/objects/object-store.ts";
import { CLAIMS } from "../../app/privacy/claims.ts";
import { sentencesOf } from "../../app/privacy/policy.ts";
import { privacyPolicy } from "../../app/privacy/privacy-policy.ts";
import { CHANGES, NAMES, OUTSIDE, PROMISES } from "../../app/privacy/promises.ts";
import { figuresIn, said } from "../../app/privacy/said.ts";
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
  [WINDOWS, RETENTION_DAYS, PROMISES, OUTSIDE, NAMES, CHANGES, SIGNED_MINUTES].flatMap((constants) =>
    figuresIn(JSON.stringify(constants)),
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
    for (const { text, figures } of pages.flatMap(sentencesOf)) {
      if (Object.values(WINDOWS).some(({ about }) => about === text)) continue;
      expect(sorted(figuresIn(text)), text).toEqual(sorted(figures));
    }
  });

  test("that was typed is seen", () => {
    const { text, figures } = said`Erased after 12 days.`;
    expect(sorted(figuresIn(text))).not.toEqual(sorted(figures));
  });
});
