import { describe, expect, it } from "vitest";
import { PackshotError } from "../platform/errors.ts";
import { isRefusal } from "./refusal.ts";

/** What Shopify's library throws when the token endpoint refuses. */
const refused = (code: number, error: string) =>
  Object.assign(new Error(error), { response: { code, body: { error } } });
const lost = (data: Record<string, unknown>, cause?: unknown) =>
  new PackshotError("shopify_access_lost", data, { cause });

const unusable = (why: string, cause?: unknown) => new PackshotError("reconnect_needed", { why }, { cause });

describe("Shopify says that our credentials are worthless", () => {
  it.each([
    ["401 to a token that has not run out", lost({ status: 401 })],
    ["a refresh token that it does not take", unusable("refused", refused(400, "invalid_grant"))],
  ])("%s", (_what, error) => expect(isRefusal(error)).toBe(true));
});

describe("it does not say so with", () => {
  it.each([
    ["an unpaid bill", lost({ status: 402 })],
    ["missing scopes", lost({ status: 403 })],
    ["a locked store", lost({ status: 423 })],
    ["a wrong client secret of ours", lost({}, refused(401, "invalid_client"))],
    ["no stored session, or one that no key opens", unusable("unreadable")],
    ["a refresh token that it has lost itself", unusable("refused", refused(401, "invalid_request"))],
    ["silence", new PackshotError("shopify_unreachable", { sent: "maybe" })],
    ["a store that is closed", new PackshotError("shopify_refused", { status: 404 })],
    ["a mistake of ours", new TypeError("a bug")],
  ])("%s", (_what, error) => expect(isRefusal(error)).toBe(false));
});
