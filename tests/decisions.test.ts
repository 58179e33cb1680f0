import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const FOLDER = "docs/decisions";
const files = readdirSync(FOLDER).sort();

it("decisions have a number each, without a gap, in their names and in their titles", () => {
  const numbers = files.map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(files.map((_, n) => n + 1));
  const titled = files.map((name) =>
    Number(/^# (\d+)\. /.exec(readFileSync(`${FOLDER}/${name}`, "utf8"))?.[1]),
  );
  expect(titled).toEqual(numbers);
});

it.each(["docs/architecture.md", "docs/operations.md", "README.md", "SECURITY.md"])(
  "%s points at decisions that there are, by their number",
  (path) => {
    const links = [...readFileSync(path, "utf8").matchAll(/\[([^\]]*)\]\((?:docs\/)?decisions\/([^)]+)\)/g)];
    for (const [, words = "", name = ""] of links) {
      expect(files).toContain(name);
      if (/^\d+$/.test(words)) expect(name.startsWith(words)).toBe(true);
    }
  },
);
