import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { merchant, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer, Visitor } from "../visitor.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;
let stranger: ReturnType<typeof merchant>;
/** What belongs to Nora's shop. */
const hers = { batch: "", image: "", publication: "", product: "", thumbnail: "" };

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
  Object.assign(hers, {
    batch: image.batchId,
    image: image.id,
    publication: publication?.id,
    product: image.productId,
    thumbnail: image.thumbnailKey,
  });
  await stranger.visit.get("/app", "routes/app._index"); // installs
});
afterAll(() => stack.close());

type Visit = { name: string; ask: (visit: Visitor) => Promise<Answer>; refused: boolean };

/** Every way into the app with Nora's ids. `refused`: must answer 404; else it must answer without anything of hers. */
const WAYS: Record<string, Visit[]> = {
  "app._index.tsx": [
    { name: "home", ask: (visit) => visit.get("/app", "routes/app._index"), refused: false },
  ],
  "app.products._index.tsx": [
    {
      name: "products",
      ask: (visit) => visit.get("/app/products", "routes/app.products._index"),
      refused: false,
    },
  ],
  "app.products.$id.tsx": [
    {
      name: "product",
      ask: (visit) => visit.get(`/app/products/${hers.product}`, "routes/app.products.$id"),
      refused: true,
    },
  ],
  "app.generate.tsx": [
    {
      name: "generate",
      ask: (visit) =>
        visit.post("/app/generate", "routes/app.generate", {
          photos: JSON.stringify([{ productId: hers.product, photoId: hers.product }]),
          recipeKey: "white_background",
          aspectRatio: "1:1",
          imageSize: "1K",
          imagesPerPhoto: "1",
        }),
      refused: true,
    },
  ],
  "app.batches._index.tsx": [
    {
      name: "batches",
      ask: (visit) => visit.get("/app/batches", "routes/app.batches._index"),
      refused: false,
    },
  ],
  "app.batches.$id": [
    {
      name: "batch",
      ask: (visit) => visit.get(`/app/batches/${hers.batch}`, "routes/app.batches.$id"),
      refused: true,
    },
    ...["start", "try", "discard", "pause", "resume", "cancel", "retry", "approve_all", "publish_all"].map(
      (intent) => ({
        name: `batch: ${intent}`,
        ask: (visit: Visitor) =>
          visit.post(`/app/batches/${hers.batch}`, "routes/app.batches.$id", {
            ...{ intent, withDuplicates: "yes", placement: "end" },
          }),
        refused: true,
      }),
    ),
  ],
  "app.batches.$id_.arrivals.ts": [
    {
      name: "arrivals",
      ask: (visit) => visit.get(`/app/batches/${hers.batch}/arrivals`, "routes/app.batches.$id_.arrivals"),
      refused: true,
    },
  ],
  "app.batches.$id_.progress.ts": [
    {
      name: "progress",
      ask: (visit) => visit.get(`/app/batches/${hers.batch}/progress`, "routes/app.batches.$id_.progress"),
      refused: true,
    },
  ],
  "app.review": [
    {
      name: "review",
      ask: (visit) =>
        visit.get(`/app/review?batch=${hers.batch}&image=${hers.image}&show=all`, "routes/app.review"),
      refused: false,
    },
    {
      name: "decide",
      ask: (visit) =>
        visit.post("/app/review", "routes/app.review", {
          intent: "decide",
          imageIds: JSON.stringify([hers.image]),
          decision: "rejected",
        }),
      refused: true,
    },
    {
      name: "alt text",
      ask: (visit) =>
        visit.post("/app/review", "routes/app.review", {
          intent: "alt",
          imageId: hers.image,
          altText: "mine now",
        }),
      refused: true,
    },
    {
      name: "delete",
      ask: (visit) =>
        visit.post("/app/review", "routes/app.review", { intent: "delete", imageId: hers.image }),
      refused: true,
    },
    {
      name: "regenerate",
      ask: (visit) =>
        visit.post("/app/review", "routes/app.review", { intent: "regenerate", imageId: hers.image }),
      refused: true,
    },
    {
      name: "approve all",
      ask: (visit) =>
        visit.post("/app/review", "routes/app.review", { intent: "approve_all", batch: hers.batch }),
      refused: true,
    },
    {
      name: "publish",
      ask: (visit) =>
        visit.post("/app/review", "routes/app.review", {
          intent: "publish",
          imageIds: JSON.stringify([hers.image]),
          placement: "end",
        }),
      refused: true,
    },
  ],
  "app.credits": [
    { name: "credits", ask: (visit) => visit.get("/app/credits", "routes/app.credits"), refused: false },
    {
      name: "caps",
      ask: (visit) => visit.post("/app/credits", "routes/app.credits", { batchCap: "7", monthlyCap: "7" }),
      refused: false,
    },
  ],
  "app.credits_.csv.ts": [
    {
      name: "ledger file",
      ask: (visit) => visit.get("/app/credits/csv", "routes/app.credits_.csv"),
      refused: false,
    },
  ],
  "app.published.tsx": [
    {
      name: "published",
      ask: (visit) => visit.get("/app/published", "routes/app.published"),
      refused: false,
    },
    {
      name: "settle",
      ask: (visit) =>
        visit.post("/app/published", "routes/app.published", {
          intent: "settle",
          publicationIds: JSON.stringify([hers.publication]),
        }),
      refused: true,
    },
    {
      name: "restore a batch",
      ask: (visit) =>
        visit.post("/app/published", "routes/app.published", {
          intent: "restore_batch",
          batchId: hers.batch,
        }),
      refused: true,
    },
    {
      name: "publish a batch again",
      ask: (visit) =>
        visit.post("/app/published", "routes/app.published", { intent: "retry", batchId: hers.batch }),
      refused: true,
    },
    {
      name: "restore",
      ask: (visit) =>
        visit.post("/app/published", "routes/app.published", {
          intent: "restore",
          publicationIds: JSON.stringify([hers.publication]),
        }),
      refused: true,
    },
  ],
};

/** Routes without a shop's data: layout, redirects, the library's own pages; webhooks have tests of their own. */
const OPEN = [
  "$.tsx",
  "app.$.tsx",
  "_index.ts",
  "app.tsx",
  "auth.$.ts",
  "auth.reopen.ts",
  "webhooks.$.ts",
  "edge",
];

const ways = Object.entries(WAYS).flatMap(([route, visits]) => visits.map((visit) => ({ route, ...visit })));

it("knows every route there is", () => {
  const routes = readdirSync(new URL("../../app/routes", import.meta.url));
  expect(routes.filter((route) => !OPEN.includes(route)).sort()).toEqual(Object.keys(WAYS).sort());
});

describe("a stranger with another shop's ids", () => {
  it.each(ways)("$name: sees and changes nothing", async ({ ask, refused }) => {
    const answer = await ask(stranger.visit);
    expect(answer.status).toBe(refused ? 404 : 200);
    const seen = JSON.stringify(answer.body);
    for (const secret of Object.values(hers)) expect(seen).not.toContain(secret);
    expect(seen).not.toContain("a secret place");
  });

  it("has left everything as it was", async () => {
    const { db } = stack.database;
    expect(await db.image.findFirstOrThrow()).toMatchObject({ decision: "approved" });
    expect(await db.publication.findMany()).toMatchObject([{ state: "live", restoringAt: null }]);
    expect(await db.batch.findMany()).toMatchObject([{ state: "done" }]);
    expect(await db.shop.findUniqueOrThrow({ where: { shop: nora.domain } })).toMatchObject({
      batchCap: null,
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
