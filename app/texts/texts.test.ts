import { describe, expect, it } from "vitest";
import { scriptOf, speechIn } from "./catalogues.server.ts";
import { createFormats } from "./formats.ts";
import { acceptedLanguages, spoken } from "./languages.ts";

describe("the language of a page", () => {
  it.each([
    [["de-CH", "en"], { language: "de", locale: "de-CH" }],
    [["fr_CA"], { language: "fr", locale: "fr-CA" }],
    [["sv", "fr"], { language: "fr", locale: "fr" }],
    [["", "<script>", "de-!"], { language: "de", locale: "de" }],
    [["ar-XB", "zh-Hant-TW"], { language: "en", locale: "en" }],
  ])("wanted %j, is the first that is spoken", (wanted, expected) => {
    expect(spoken(wanted)).toEqual(expected);
  });

  it("is one of the tests' own where those are let in", () => {
    expect(spoken(["ar-XB"], { withTests: true })).toEqual({ language: "ar-XB", locale: "en" });
    expect(speechIn({ language: "ar-XB", locale: "en" }).direction).toBe("rtl");
  });

  it("is asked of the browser in its order", () => {
    expect(acceptedLanguages("en;q=0.5, de-AT, *;q=0.1, sv;q=0")).toEqual(["de-AT", "en", "*"]);
    expect(acceptedLanguages(null)).toEqual([]);
  });
});

describe("numbers, money and times", () => {
  const english = createFormats("en");
  const german = createFormats("de-DE");
  it("are written as the locale has them", () => {
    expect(german.number(12_345)).toBe("12.345");
    expect(german.money(1_250_000)).toBe("1,25\u00a0$");
    expect(english.money(1_250_000)).toBe("$1.25");
    expect([10_000, 10_001].map(german.counted)).toEqual(["10.000", "10.000+"]);
    expect(english.change(-3)).toBe("-3");
    expect(english.change(12)).toBe("+12");
    expect(german.percent(0.256)).toBe("26\u00a0%");
    expect(english.bytes(1_234_567)).toBe("1.2 MB");
    expect(english.list(["a", "b", "c"])).toBe("a, b, and c");
  });

  it.each([
    [1, "1 second"],
    [90, "90 seconds"],
    [150, "3 minutes"],
    [7_200, "2 hours"],
  ])("say of %d seconds: %s", (seconds, words) => expect(english.duration(seconds)).toBe(words));

  it("say a range in the unit of its end", () => {
    expect(english.durations(60, 240)).toBe("1–4 minutes");
    expect(german.durations(60, 240)).toBe("1–4 Minuten");
    expect(english.durations(290, 300)).toBe("5 minutes");
  });

  it("say how long ago something was", () => {
    const now = Date.parse("2026-11-20T12:00:00Z");
    expect(english.ago("2026-11-20T11:59:30Z", now)).toBe("now");
    expect(english.ago("2026-11-20T11:55:00Z", now)).toBe("5 minutes ago");
    expect(german.ago("2026-11-19T11:00:00Z", now)).toBe("gestern");
  });
});

describe("a message", () => {
  it("is said in the page's language, with its values", () => {
    const { t } = speechIn({ language: "de", locale: "de-DE" }).texts;
    expect(t("frame.backTo", { place: "Aufträge" })).toBe("Zurück zu: Aufträge");
  });

  it("is longer and accented in the tests' language, but for its values", () => {
    const { t } = speechIn({ language: "en-XA", locale: "en" }).texts;
    expect(t("frame.backTo", { place: "Batches" })).toBe("[Ɓåçķçķ ţö Batches]");
  });

  it("comes to the browser in a script whose name changes with what it says", () => {
    const { name, source } = scriptOf("fr");
    expect(name).toMatch(/^fr\.[\w-]{12}\.js$/);
    expect(source).toContain("Introuvable");
    expect(scriptOf("de").name).not.toBe(name);
  });
});
