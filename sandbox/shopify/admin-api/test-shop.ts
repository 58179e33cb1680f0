import sharp from "sharp";
import { expect } from "vitest";
import { executeAdmin } from "../graphql.ts";
import type { Token } from "../model.ts";
import { addShop, createStore, putStaged } from "../store.ts";

type Answer = {
  data?: Record<string, never> | null;
  errors?: { message: string; path?: string[]; extensions?: Record<string, unknown> }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
    search?: unknown[];
  };
};

/** A shop with nothing in it, a clock that stands until it is moved, and a token with both scopes. */
export function createTestShop() {
  let now = Date.parse("2026-11-01T00:00:00Z");
  const store = createStore({ origin: "http://localhost:4000", now: () => now, random: () => 0.5 });
  const shop = addShop(store, { domain: "test.myshopify.com", name: "Test" });

  const execute = (query: string, variables: Record<string, unknown> = {}, scopes = ["write_products"]) =>
    executeAdmin(shop, tokenWith(scopes), { query, variables }, store);

  return {
    store,
    shop,
    execute,
    wait: (ms: number) => (now += ms),
    ask: async (query: string, variables?: Record<string, unknown>, scopes?: string[]) =>
      (await execute(query, variables, scopes)).body as Answer,
    /** Stages a file the way an app does and returns its resourceUrl. */
    stage: async (filename: string, bytes: Buffer) => {
      const answer = await execute(
        "mutation Stage($i: [StagedUploadInput!]!) { stagedUploadsCreate(input: $i) { stagedTargets { url resourceUrl } } }",
        { i: [{ filename, mimeType: "image/jpeg", resource: "IMAGE" }] },
      );
      const body = answer.body as {
        data: { stagedUploadsCreate: { stagedTargets: { resourceUrl: string }[] } };
      };
      const resourceUrl = body.data.stagedUploadsCreate.stagedTargets[0]?.resourceUrl ?? "";
      const key = decodeURIComponent(new URL(resourceUrl).pathname).replace("/staged/", "");
      expect(putStaged(store, key, bytes, "image/jpeg")).toBe(true);
      return resourceUrl;
    },
  };
}

export const tokenWith = (scopes: string[]): Token => ({
  token: "token",
  kind: "offline",
  userId: null,
  scopes,
  expiresAt: Number.MAX_SAFE_INTEGER,
  refreshToken: null,
  refreshExpiresAt: null,
  revoked: false,
});

export const picture = (width: number, height: number, format: "jpeg" | "png" | "tiff" = "jpeg") =>
  sharp({ create: { width, height, channels: 3, background: "#888" } })
    .toFormat(format)
    .toBuffer();
