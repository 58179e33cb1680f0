import type { Visitor } from "../visitor.ts";
import { bulkWays } from "./bulk-ways-in.ts";
import { recipeWays } from "./recipe-ways-in.ts";
import { settingsWays } from "./settings-ways-in.ts";
import type { WayIn } from "./way-in.ts";

/** What belongs to somebody's shop; filled in before a way is gone. */
type Hers = {
  batch: string;
  image: string;
  publication: string;
  product: string;
  thumbnail: string;
  export: string;
  recipe: string;
  bulkAction: string;
};

/** Every way into the app with Nora's ids. `refused`: must answer 404; else it must answer without anything of hers. */
export const waysIn = (hers: Hers): Record<string, WayIn[]> => ({
  "app._index.tsx": [
    { name: "home", ask: (visit) => visit.get("/app", "routes/app._index"), refused: false },
    {
      name: "home: sample",
      ask: (visit) => visit.post("/app?index", "routes/app._index", { intent: "sample" }),
      refused: false,
    },
    {
      name: "home: retry",
      ask: (visit) =>
        visit.post("/app?index", "routes/app._index", { intent: "retry", code: "model_refused" }),
      refused: false,
    },
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
    {
      name: "delete a product's images",
      ask: (visit) =>
        visit.post(`/app/products/${hers.product}`, "routes/app.products.$id", { intent: "delete_all" }),
      refused: true,
    },
  ],
  "app.choose.tsx": [
    {
      name: "choose a product in admin",
      ask: (visit) => visit.get(`/app/choose?id=${hers.product}`, "routes/app.choose"),
      refused: true,
    },
    {
      name: "choose products in admin",
      ask: (visit) => visit.get(`/app/choose?ids[]=${hers.product}&ids[]=1`, "routes/app.choose"),
      refused: true,
    },
  ],
  "api.product.$id.ts": [
    {
      name: "block of a product",
      ask: (visit) => visit.get(`/api/product/${hers.product}`, "routes/api.product.$id"),
      refused: false,
    },
  ],
  "app.generate.tsx": [
    {
      name: "what to generate from",
      ask: (visit) => visit.get("/app/generate?from=search", "routes/app.generate"),
      refused: false,
    },
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
  ...recipeWays(hers),
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
    ...["start", "try", "discard", "pause", "resume", "cancel", "retry", "delete_all"].map((intent) => ({
      name: `batch: ${intent}`,
      ask: (visit: Visitor) =>
        visit.post(`/app/batches/${hers.batch}`, "routes/app.batches.$id", {
          ...{ intent, withDuplicates: "yes" },
        }),
      refused: true,
    })),
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
  "app.review_.images.ts": [
    {
      name: "more of review",
      ask: (visit) =>
        visit.get(`/app/review/images?batch=${hers.batch}&show=all`, "routes/app.review_.images"),
      refused: false,
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
    ...["keep", "stop_keeping"].map((intent) => ({
      name: `${intent} in review`,
      ask: (visit: Visitor) =>
        visit.post("/app/review", "routes/app.review", { intent, imageId: hers.image }),
      refused: true,
    })),
  ],
  "app.review_.decisions.ts": [
    {
      name: "decide",
      ask: (visit) =>
        visit.post("/app/review/decisions", "routes/app.review_.decisions", {
          decisions: JSON.stringify([{ imageId: hers.image, decision: "rejected", before: "approved" }]),
        }),
      refused: false,
      toldBack: "image",
    },
  ],
  "app.review_.regenerate.ts": [
    {
      name: "what it costs to make an image again",
      ask: (visit) =>
        visit.get(`/app/review/regenerate?image=${hers.image}`, "routes/app.review_.regenerate"),
      refused: true,
    },
    {
      name: "make an image again",
      ask: (visit) =>
        visit.post("/app/review/regenerate", "routes/app.review_.regenerate", {
          ...{ imageId: hers.image, instruction: "closer", credits: "1" },
        }),
      refused: true,
    },
  ],
  "app.review_.changes.ts": [
    {
      name: "what others decided",
      ask: (visit) =>
        visit.get("/app/review/changes?since=2020-01-01T00:00:00.000Z", "routes/app.review_.changes"),
      refused: false,
    },
  ],
  "app.library.$id": [
    {
      name: "image",
      ask: (visit) => visit.get(`/app/library/${hers.image}`, "routes/app.library.$id"),
      refused: true,
    },
    ...["decide", "alt", "download", "keep", "stop_keeping", "delete"].map((intent) => ({
      name: `image: ${intent}`,
      ask: (visit: Visitor) =>
        visit.post(`/app/library/${hers.image}`, "routes/app.library.$id", {
          ...{ intent, decision: "rejected", before: "undecided", altText: "mine now" },
        }),
      refused: true,
    })),
  ],
  "app.library_.zip.ts": [
    {
      name: "download many",
      ask: (visit) =>
        visit.post("/app/library/zip", "routes/app.library_.zip", {
          imageIds: JSON.stringify([hers.image]),
        }),
      refused: true,
    },
  ],
  "app.library_.export.ts": [
    {
      name: "export chosen",
      ask: (visit) =>
        visit.post("/app/library/export", "routes/app.library_.export", {
          ids: JSON.stringify([hers.image]),
        }),
      refused: true,
      status: 400,
    },
  ],
  "app.library_.products.ts": [
    {
      name: "products to copy to",
      ask: (visit) => visit.get("/app/library/products?search=a", "routes/app.library_.products"),
      refused: false,
    },
  ],
  "app.library._index": [
    {
      name: "library",
      ask: (visit) =>
        visit.get(`/app/library?batch=${hers.batch}&product=${hers.product}`, "routes/app.library._index"),
      refused: false,
    },
    {
      name: "library by product",
      ask: (visit) => visit.get("/app/library?order=titles", "routes/app.library._index"),
      refused: false,
    },
  ],
  ...bulkWays(hers),
  "app.privacy.retention.tsx": [
    {
      name: "retention",
      ask: (visit) => visit.get("/app/privacy/retention", "routes/app.privacy.retention"),
      refused: false,
    },
    ...["keep", "stop_keeping"].map((intent) => ({
      name: `retention: ${intent}`,
      ask: (visit: Visitor) =>
        visit.post("/app/privacy/retention", "routes/app.privacy.retention", {
          intent,
          imageIds: JSON.stringify([hers.image]),
        }),
      refused: true,
    })),
    ...["set", "keep_going"].map((intent) => ({
      name: `retention: ${intent}`,
      ask: (visit: Visitor) =>
        visit.post("/app/privacy/retention", "routes/app.privacy.retention", {
          ...{ intent, days: "1", sure: "yes", to: "2100-01-01T00:00:00.000Z" },
        }),
      refused: false,
    })),
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
  ...settingsWays(hers),
  "app.privacy._index.tsx": [
    {
      name: "privacy",
      ask: (visit) => visit.get("/app/privacy", "routes/app.privacy._index"),
      refused: false,
    },
  ],
  "app.privacy.policy.tsx": [
    {
      name: "privacy policy",
      ask: (visit) => visit.get("/app/privacy/policy", "routes/app.privacy.policy"),
      refused: false,
    },
  ],
  "app.privacy.erase.tsx": [
    {
      name: "what would be erased",
      ask: (visit) => visit.get("/app/privacy/erase", "routes/app.privacy.erase"),
      refused: false,
    },
    {
      name: "erase everything of hers",
      ask: (visit) =>
        visit.post("/app/privacy/erase", "routes/app.privacy.erase", {
          typed: "northwind-goods.myshopify.com",
        }),
      refused: true,
      status: 400,
    },
  ],
  "app.privacy.audit.tsx": [
    {
      name: "audit log",
      ask: (visit) => visit.get("/app/privacy/audit", "routes/app.privacy.audit"),
      refused: false,
    },
  ],
  "app.privacy.audit_.file.ts": [
    {
      name: "audit log as a file",
      ask: (visit) => visit.get("/app/privacy/audit/file?format=json", "routes/app.privacy.audit_.file"),
      refused: false,
    },
  ],
  "app.privacy.data.tsx": [
    {
      name: "what is kept",
      ask: (visit) => visit.get("/app/privacy/data", "routes/app.privacy.data"),
      refused: false,
    },
  ],
  "app.privacy.export": [
    {
      name: "exports",
      ask: (visit) => visit.get("/app/privacy/export", "routes/app.privacy.export"),
      refused: false,
    },
    {
      name: "export: make",
      ask: (visit) => visit.post("/app/privacy/export", "routes/app.privacy.export", { intent: "make" }),
      refused: false,
    },
    ...["download", "delete"].map((intent) => ({
      name: `export: ${intent}`,
      ask: (visit: Visitor) =>
        visit.post("/app/privacy/export", "routes/app.privacy.export", { intent, id: hers.export }),
      refused: true,
    })),
  ],
  "app.publish.tsx": [
    {
      name: "what publishing images would do",
      ask: (visit) => visit.get(`/app/publish?images=${hers.image}`, "routes/app.publish"),
      refused: true,
    },
    {
      name: "what publishing a batch would do",
      ask: (visit) => visit.get(`/app/publish?batch=${hers.batch}`, "routes/app.publish"),
      refused: true,
    },
    {
      name: "what copying to a product would do",
      ask: (visit) => visit.get(`/app/publish?to=${hers.product}`, "routes/app.publish"),
      refused: false,
    },
    {
      name: "publish as listed",
      ask: (visit) =>
        visit.post("/app/publish", "routes/app.publish", {
          ...{ intent: "publish", imageIds: JSON.stringify([hers.image]), placement: "end" },
        }),
      refused: true,
    },
    {
      name: "publish a batch as listed",
      ask: (visit) =>
        visit.post("/app/publish", "routes/app.publish", {
          ...{ intent: "publish_batch", batchId: hers.batch, placement: "end" },
          asOf: new Date().toISOString(),
        }),
      refused: true,
    },
  ],
  "app.published_.$id.tsx": [
    {
      name: "what was changed on a product",
      ask: (visit) => visit.get(`/app/published/${hers.product}`, "routes/app.published_.$id"),
      refused: true,
    },
    {
      name: "choose for a product",
      ask: (visit) =>
        visit.post(`/app/published/${hers.product}`, "routes/app.published_.$id", { choice: "old_order" }),
      refused: true,
    },
  ],
  "app.published.tsx": [
    {
      name: "choose for all",
      ask: (visit) =>
        visit.post("/app/published", "routes/app.published", {
          ...{ intent: "choose", choice: "keep_changes", batchId: hers.batch },
        }),
      refused: true,
    },
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
});
