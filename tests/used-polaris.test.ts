import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { polarisClasses } from "../vite/used-polaris.ts";

const whole = readFileSync(
  createRequire(import.meta.url).resolve("@shopify/polaris/build/esm/styles.css"),
  "utf8",
);
const [built = ""] = globSync("build/client/assets/styles-*.css").map((file) => readFileSync(file, "utf8"));
const scripts = globSync("build/client/assets/*.js").map((file) => readFileSync(file, "utf8"));
const classesIn = (text: string) => new Set(text.match(/Polaris-[A-Z][\w-]*/g) ?? []);

test("every class of Polaris that a page of the app can have keeps its style", () => {
  const styled = classesIn(whole);
  const asked = [...classesIn(scripts.join("\n"))].filter((name) => styled.has(name));
  const kept = polarisClasses();
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((name) => !kept.has(name))).toEqual([]);
  expect(asked.filter((name) => !classesIn(built).has(name))).toEqual([]);
});

test("what no page can have is not sent", () => {
  expect(built).not.toContain("Polaris-DataTable");
  expect(built).not.toContain("theme-dark");
  expect(built.length).toBeLessThan(whole.length / 3);
});

test("what belongs to no component stays", () => {
  expect(built).toContain("--p-color-bg-surface");
  expect(built).toContain(".p-theme-light-mobile");
});
