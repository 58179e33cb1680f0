import { expect, it } from "vitest";
import { sentenceFor } from "./errors.ts";

it.each(["model_busy", "model_daily_limit", "store_unavailable", "shopify_throttled"])(
  "a failure that was given up does not promise to be tried again: %s",
  (code) => expect(sentenceFor(code)).not.toContain("Packshot"),
);
