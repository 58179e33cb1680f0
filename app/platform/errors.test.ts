import { describe, expect, it } from "vitest";
import { sentenceFor, waitSentenceFor } from "./errors.ts";

describe("a failure that is tried again", () => {
  it("promises that, while it waits", () => {
    expect(waitSentenceFor("model_busy")).toBe("The image model is busy. Packshot tries again by itself.");
    expect(waitSentenceFor("model_daily_limit")).toContain("after midnight Pacific time");
  });

  it.each(["model_busy", "model_daily_limit", "store_unavailable", "shopify_throttled"])(
    "does not, once %s was given up",
    (code) => expect(sentenceFor(code)).not.toContain("Packshot"),
  );
});
