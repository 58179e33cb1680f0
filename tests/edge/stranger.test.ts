import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { merchant, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer, Visitor } from "../visitor.ts";
import { waysIn } from "./ways-in.ts";
import { waysGone, waysInto } from "./ways-there-are.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;
let stranger: ReturnType<typeof merchant>;
/** What belongs to Nora's shop. */
const hers = {
  ...{ batch: "", image: "", publication: "", product: "", thumbnail: "", export: "", recipe: "" },
  bulkAction: "",
};

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  await stack.startWeb();
  nora = merchant(stack);
  stranger = merchant(stack, SECOND_STREET);
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  await nora.generate([nora.photoOf(product)], { scene: "a secret place" });
  await nora.generationsOver();
  const image = await stack.database.db.image.findFirstOrThrow();
  await nora.decide(image.id, "approved");
  await nora.publish([image.id]);
  const [publication] = await nora.publicationsOver();
  await nora.visit.post("/app/privacy/export", "routes/app.privacy.export", { intent: "make" });
  const exported = await eventually(
    () => stack.database.db.export.findFirstOrThrow(),
    ({ state }) => state === "ready",
  );
  Object.assign(hers, {
    export: exported.id,
    recipe: await recipeOf(nora),
    bulkAction: await bulkActionOf(nora),
    batch: image.batchId,
    image: image.id,
    publication: publication?.id,
    product: image.productId,
    thumbnail: image.thumbnailKey,
  });
  await stranger.visit.get("/app", "routes/app._index"); // installs
});
afterAll(() => stack.close());

async function recipeOf({ visit }: ReturnType<typeof merchant>): Promise<string> {
  const look = { aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" };
  const recipe = { name: "Secret", scene: "a secret place", ...look };
  const { headers } = await visit.post("/app/recipes/new", "routes/app.recipes.new", recipe);
  return (headers.get("X-Remix-Redirect") ?? "").split("/").at(-1) ?? "";
}

/** It is approved already: nothing is left to do. */
async function bulkActionOf({ visit }: ReturnType<typeof merchant>): Promise<string> {
  const asked = { intent: "start", kind: "approve", filter: "decision=undecided" };
  const { body } = await visit.post("/app/library/bulk", "routes/app.library_.bulk", asked);
  return (body as { actions: { id: string }[] }).actions[0]?.id ?? "";
}

/** Routes without a shop's data: layout, redirects, the library's own pages; webhooks have tests of their own. */
const OPEN = [
  "$.tsx",
  "app.$.tsx",
  "_index.ts",
  "app.tsx",
  "auth.$.ts",
  "auth.reopen.ts",
  "privacy.ts",
  "security.ts",
  "webhooks.$.ts",
  "words.$script.ts",
  "edge",
];

const WAYS = waysIn(hers);
const ways = Object.entries(WAYS).flatMap(([route, visits]) => visits.map((visit) => ({ route, ...visit })));

it("knows every route there is", () => {
  const routes = readdirSync(new URL("../../app/routes", import.meta.url));
  expect(routes.filter((route) => !OPEN.includes(route)).sort()).toEqual(Object.keys(WAYS).sort());
});

it.each(Object.entries(WAYS))("knows all that %s answers, and every button of it", async (route, visits) => {
  expect(await waysGone(visits)).toEqual(waysInto(route));
});

describe("a stranger with another shop's ids", () => {
  it.each(ways)("$name: sees and changes nothing", async ({ ask, refused, status, toldBack }) => {
    const answer = await ask(stranger.visit);
    expect(answer.status).toBe(status ?? (refused ? 404 : 200));
    const seen = JSON.stringify(answer.body);
    const secrets = Object.entries(hers).flatMap(([name, id]) => (name === toldBack ? [] : [id]));
    for (const secret of secrets) expect(seen).not.toContain(secret);
    expect(seen).not.toContain("a secret place");
  });

  it("has left everything as it was", async () => {
    const { db } = stack.database;
    const where = { shop: nora.domain };
    expect(await db.image.findFirstOrThrow({ where })).toMatchObject({
      decision: "approved",
      pinnedAt: null,
    });
    expect(await db.publication.findMany()).toMatchObject([{ state: "live", restoringAt: null }]);
    expect(await db.batch.findMany({ where })).toMatchObject([{ state: "done" }]);
    expect(await db.recipe.findMany({ where })).toMatchObject([
      { name: "Secret", version: 1, archivedAt: null },
    ]);
    expect(await db.shop.findUniqueOrThrow({ where })).toMatchObject({
      ...{ batchCap: null, retentionDays: null, language: null, defaultRecipe: null },
    });
  });
});

describe("somebody without a session", () => {
  it.each(ways)("$name: is not let in", async ({ ask }) => {
    const nobody: Visitor = {
      ...nora.visit,
      get: (path) => bare(path, {}),
      post: (path) => bare(path, { method: "POST" }),
    };
    const answer = await ask(nobody);
    expect(answer.status).toBe(401);
    for (const secret of [hers.thumbnail, "a secret place"]) expect(answer.body).not.toContain(secret);
  });

  async function bare(path: string, init: RequestInit): Promise<Answer> {
    const headers = { Authorization: "Bearer not.a.token", "User-Agent": "Mozilla/5.0 Chrome/153.0.0.0" };
    const response = await fetch(stack.appUrl + path, { ...init, headers, redirect: "manual" });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }
});

describe("a person without the product permission", () => {
  it("looks, but neither publishes nor restores", async () => {
    const claire = merchant(stack, nora.domain, "viewer");
    expect((await claire.visit.get("/app/review?show=all", "routes/app.review")).status).toBe(200);
    expect(await claire.publish([hers.image])).toMatchObject({
      status: 403,
      body: { failure: { code: "no_product_permission" } },
    });
    expect(await claire.restore(hers.publication)).toMatchObject({ status: 403 });
    expect(await stack.database.db.publication.findMany()).toMatchObject([
      { state: "live", restoringAt: null },
    ]);
  });
});

describe("a file of the library", () => {
  it("opens by its signed address alone, and only that one file", async () => {
    const review = await nora.visit.get("/app/review?show=all", "routes/app.review");
    const { images } = review.body as { images: { fileUrl: string; thumbnailUrl: string }[] };
    const signed = new URL(images[0]?.fileUrl ?? "");
    expect((await fetch(signed)).status).toBe(200);

    const unsigned = new URL(signed.pathname, signed);
    expect((await fetch(unsigned)).status).toBe(403);
    const other = new URL(signed);
    other.pathname = new URL(images[0]?.thumbnailUrl ?? "").pathname;
    expect((await fetch(other)).status).toBe(403);
  });
});
