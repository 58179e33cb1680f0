import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url);

test("SECURITY.md leads to files that are there", () => {
  const page = readFileSync(new URL("SECURITY.md", ROOT), "utf8");
  const links = [...page.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? "");
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !existsSync(new URL(link, ROOT)))).toEqual([]);
});
