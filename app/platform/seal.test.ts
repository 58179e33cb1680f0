import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSeal, keyIdOf, SealBrokenError } from "./seal.server.ts";

const old = { id: "2025", key: randomBytes(32) };
const current = { id: "2026", key: randomBytes(32) };

describe("the seal", () => {
  it("opens what it closed, and never writes the same text twice", () => {
    const seal = createSeal([current]);
    const sealed = seal.close("session/a/accessToken", "shpat_secret");
    expect(sealed).not.toContain("shpat_secret");
    expect(seal.close("session/a/accessToken", "shpat_secret")).not.toBe(sealed);
    expect(seal.open("session/a/accessToken", sealed)).toBe("shpat_secret");
  });

  it("does not open a text that was moved to another row", () => {
    const seal = createSeal([current]);
    const sealed = seal.close("session/a/accessToken", "secret");
    expect(() => seal.open("session/b/accessToken", sealed)).toThrow(SealBrokenError);
  });

  it("does not open a text that was altered in any part", () => {
    const seal = createSeal([current]);
    const parts = seal.close("owner", "secret").split(".");
    for (const index of [1, 2, 3]) {
      const altered = parts.with(index, randomBytes(12).toString("base64url")).join(".");
      expect(() => seal.open("owner", altered)).toThrow(SealBrokenError);
    }
  });

  it("names its key in what it closed, and knows whether it would take the same again", () => {
    const sealed = createSeal([old]).close("owner", "secret");
    expect(keyIdOf(sealed)).toBe("2025");
    expect(createSeal([old]).isCurrent(sealed)).toBe(true);
    expect(createSeal([current, old]).isCurrent(sealed)).toBe(false);
    expect(keyIdOf("no sealed text")).toBe("");
  });

  it("opens what processes seal that are a step behind or ahead while the keys are changed", () => {
    const steps = [[old], [old, current], [current, old], [current]].map((keys) => createSeal(keys));
    for (const [n, seal] of steps.entries()) {
      for (const beside of [steps[n - 1], seal, steps[n + 1]]) {
        const sealed = beside?.close("owner", "secret");
        if (sealed) expect(seal.open("owner", sealed)).toBe("secret");
      }
    }
    const twoSteps = steps[2]?.close("owner", "secret") ?? "";
    expect(() => steps[0]?.open("owner", twoSteps)).toThrow(SealBrokenError);
  });

  it("still opens what an older key closed, until that key is taken away", () => {
    const sealed = createSeal([old]).close("owner", "secret");
    expect(createSeal([current, old]).open("owner", sealed)).toBe("secret");
    expect(() => createSeal([current]).open("owner", sealed)).toThrow(/no key with id "2025"/);
  });
});
