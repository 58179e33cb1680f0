import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditAction } from "../../app/platform/audit/audit-acts.ts";
import type { AuditLine } from "../../app/ui/privacy/audit-list.tsx";
import { waysIn } from "../edge/ways-in.ts";
import { addBatch, addImage, addPublication } from "../generation-rows.ts";
import { merchant, SECOND_STREET } from "../merchant.ts";
import { seedQuoted } from "../quoted-batches.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer, Visitor } from "../visitor.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;
const hers = {
  ...{ batch: "", image: "", publication: "", product: "501", thumbnail: "", export: "", recipe: "" },
  bulkAction: "",
};

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
  await nora.visit.get("/app/credits", "routes/app.credits"); // installs, and opens the account
  // What is started here is not worked on: it is about who started it.
  await stack.database.db.modelStop.create({ data: { reason: "operator" } });
});
afterAll(() => stack.close());

type Trial = {
  action: AuditAction;
  /** Makes what it is done to. */
  ready?: () => Promise<unknown>;
  /** Instead of what a stranger tries. */
  ask?: () => Promise<Answer>;
};

/** Every way that changes something, and the entry that it leaves; in words: why it leaves none. */
const TRIALS: Record<string, Trial | string> = {
  "home: sample": { action: "batch_started" },
  "home: retry": { action: "failed_retried", ready: failedBatch },
  generate: { action: "batch_started", ask: () => nora.generate([somePhoto()]) },
  "recipe: make": { action: "recipe_made" },
  "recipe: save": { action: "recipe_changed", ready: () => recipe("A stranger's", 2) },
  "recipe: take_back": { action: "recipe_changed", ready: () => recipe("Ours", 2) },
  "recipe: try": { action: "batch_started", ask: () => tryScene() },
  "recipe: archive": { action: "recipe_archived", ready: () => recipe("Ours", 1) },
  "recipe: bring_back": { action: "recipe_brought_back", ready: () => recipe("Ours", 1, new Date()) },
  "batch: start": { action: "batch_started", ready: quoted },
  "batch: try": { action: "batch_started", ready: quoted },
  "batch: discard": { action: "quote_discarded", ready: quoted },
  "batch: pause": { action: "batch_paused", ready: () => batch("running") },
  "batch: resume": { action: "batch_resumed", ready: () => batch("paused") },
  "batch: cancel": { action: "batch_cancelled", ready: () => batch("running") },
  "batch: retry": { action: "failed_retried", ready: failedBatch },
  "choose for a product": { action: "images_restored", ready: changedProduct },
  "choose for all": { action: "images_restored", ready: changedProduct },
  "publish as listed": { action: "images_published", ready: () => image("approved") },
  "publish a batch as listed": { action: "images_published", ready: () => image("approved") },
  decide: { action: "images_rejected", ready: () => image("undecided") },
  "alt text": { action: "alt_text_changed", ready: () => image("undecided") },
  "export chosen": { action: "images_exported", ready: exportable },
  "download many": { action: "images_downloaded", ready: () => image("undecided") },
  "image: decide": { action: "images_rejected", ready: () => image("undecided") },
  "image: alt": { action: "alt_text_changed", ready: () => image("undecided") },
  "image: download": { action: "images_downloaded", ready: () => image("undecided") },
  "image: keep": { action: "images_kept", ready: () => image("approved") },
  "image: stop_keeping": { action: "images_no_longer_kept", ready: () => image("approved", new Date()) },
  "image: delete": { action: "image_deleted", ready: () => image("undecided") },
  delete: { action: "image_deleted", ready: () => image("undecided") },
  caps: { action: "caps_changed" },
  "settings: language": { action: "language_changed" },
  "settings: placement": { action: "default_placement_changed" },
  "settings: recipe": { action: "default_recipe_changed", ready: () => recipe("Ours", 1) },
  settle: { action: "publication_settled", ready: () => publication("unclear") },
  "restore a batch": { action: "images_restored", ready: () => publication("live") },
  restore: { action: "images_restored", ready: () => publication("live") },
  "publish a batch again": { action: "images_published", ready: () => publication("failed") },
  "batch: delete_all": { action: "images_deleted", ready: () => image("approved") },
  "keep in review": { action: "images_kept", ready: () => image("approved") },
  "stop_keeping in review": { action: "images_no_longer_kept", ready: () => image("approved", new Date()) },
  "retention: keep": { action: "images_kept", ready: () => image("approved") },
  "retention: stop_keeping": { action: "images_no_longer_kept", ready: () => image("approved", new Date()) },
  "retention: keep_going": { action: "images_kept", ready: () => image("approved") },
  "retention: set": { action: "retention_changed" },
  "delete a product's images": { action: "images_deleted", ready: () => image("approved") },
  "make an image again": { action: "batch_started", ready: () => image("undecided") },
  "bulk: approve": { action: "images_approved", ready: () => image("undecided") },
  "bulk: approve all that match": { action: "images_approved", ready: () => image("undecided") },
  "bulk: reject": { action: "images_rejected", ready: () => image("undecided") },
  "bulk: keep": { action: "images_kept", ready: () => image("approved") },
  "bulk: stop_keeping": { action: "images_no_longer_kept", ready: () => image("approved", new Date()) },
  "bulk: delete": { action: "images_deleted", ready: () => image("approved") },
  "bulk: cancel": { action: "bulk_action_cancelled", ready: () => bulkAction("running") },
  "bulk: undo": { action: "decisions_taken_back", ready: () => bulkAction("done") },
  "export: make": { action: "export_begun" },
  "export: download": { action: "export_downloaded", ready: exported },
  "export: delete": { action: "export_deleted", ready: exported },
  "erase everything of hers":
    "the log goes with the shop; the erasure report says that it was, and by whose wish",
};

const ways = Object.values(waysIn(hers)).flat();

it("knows every way that changes something", async () => {
  const nothing: Answer = { status: 200, headers: new Headers(), body: null };
  const posting: string[] = [];
  for (const { name, ask } of ways) {
    const post = async () => (posting.push(name), nothing);
    const still: Visitor = { ...nora.visit, get: async () => nothing, post };
    await ask(still);
  }
  expect(posting.sort()).toEqual(Object.keys(TRIALS).sort());
});

describe("what a person does is noted once, with who it was", () => {
  const trials = Object.entries(TRIALS).flatMap(([name, trial]) =>
    typeof trial === "string" ? [] : [{ name, ...trial }],
  );

  it.each(trials)("$name: $action", async ({ name, action, ready, ask }) => {
    await ready?.();
    const before = await idsOfEntries();
    const way = ways.find((one) => one.name === name);
    const answer = await (ask ? ask() : way?.ask(nora.visit));
    expect(answer?.status).toBeLessThan(400);
    const added = (await entries()).filter(({ id }) => !before.includes(id));
    expect(added).toMatchObject([{ action, personId: String(nora.visit.who.userId) }]);
    expect(added[0]?.personName).not.toBe("");
    expect(JSON.stringify(added[0]?.details)).not.toMatch(/bottle|prompt|@/i);
  });

  it("and what is refused is not", async () => {
    const before = await idsOfEntries();
    await image("undecided");
    const claire = merchant(stack, nora.domain, "viewer");
    expect(await claire.publish([hers.image])).toMatchObject({ status: 403 });
    expect(await nora.publish([hers.image])).toMatchObject({ status: 409 });
    await nora.decide(hers.image, "undecided"); // as it is
    expect(await idsOfEntries()).toEqual(before);
  });
});

describe("the page", () => {
  const page = async (search = "", visit = nora.visit) => {
    const answer = await visit.get(`/app/privacy/audit${search}`, "routes/app.privacy.audit");
    return answer.body as {
      lines: AuditLine[];
      people: { id: string; name: string }[];
      next: string | null;
    };
  };

  it("tells it in sentences, newest first, with ways to what is still there", async () => {
    await image("undecided");
    await nora.decide(hers.image, "approved");
    const { lines, people } = await page();
    expect(lines[0]).toMatchObject({
      did: { action: "images_approved", values: { images: 1 } },
      about: { subject: "image", name: "Green bottle", url: `/app/library/${hers.image}` },
    });
    expect(people.map(({ name }) => name)).toContain(lines[0]?.who.name);
    const deleted = await page("?action=image_deleted");
    expect(deleted.lines[0]).toMatchObject({ did: { action: "image_deleted" }, about: null });
  });

  it("is filtered by act, person and day", async () => {
    const today = new Date().toISOString().slice(0, 10);
    expect((await page(`?person=${nora.visit.who.userId}&from=${today}`)).lines.length).toBeGreaterThan(10);
    expect((await page("?person=1")).lines).toEqual([]);
    expect((await page("?to=2020-01-01")).lines).toEqual([]);
    expect((await page("?from=nonsense&action=caps_changed")).lines).toHaveLength(1);
  });

  it("shows a stranger nothing of it", async () => {
    const stranger = merchant(stack, SECOND_STREET);
    expect(await page("", stranger.visit)).toMatchObject({ lines: [], people: [], next: null });
  });

  it("is downloaded whole, which is noted as well", async () => {
    const file = (format: string) =>
      nora.visit.get(`/app/privacy/audit/file?format=${format}`, "routes/app.privacy.audit_.file");
    const { body } = await file("json");
    const told = body as { what: string }[];
    expect(told).toHaveLength((await entries()).length);
    expect(told.at(-1)).toMatchObject({ what: "downloaded the audit log" });
    const csv = String((await file("csv")).body)
      .trimEnd()
      .split("\r\n");
    expect(csv).toHaveLength(told.length + 2);
  });
});

const db = () => stack.database.db;
const entries = () => db().auditEntry.findMany({ where: { shop: nora.domain }, orderBy: { id: "asc" } });
const idsOfEntries = async () => (await entries()).map(({ id }) => id);

function somePhoto() {
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  return nora.photoOf(product);
}

const tryScene = () =>
  nora.visit.post("/app/recipes/try", "routes/app.recipes_.try", {
    ...{ recipeKey: "free", scene: "By the sea", aspectRatio: "1:1", imageSize: "1K" },
    photos: JSON.stringify([somePhoto()]),
  });

/** With as many versions; a stranger would save another one. */
async function recipe(name: string, version: number, archivedAt: Date | null = null) {
  const [shop, id] = [nora.domain, randomUUID()];
  hers.recipe = id;
  const by = { createdById: "7", createdByName: "Ada" };
  await db().recipe.create({ data: { shop, id, formToken: id, name, version, archivedAt, ...by } });
  const look = { aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: 1, personId: "7", personName: "Ada" };
  const numbered = Array.from({ length: version }, (_, n) => ({ version: n + 1, scene: `Scene ${n + 1}` }));
  await db().recipeVersion.createMany({
    data: numbered.map((one) => ({ shop, recipeId: id, ...one, ...look })),
  });
}

async function quoted() {
  hers.batch = (await seedQuoted(db(), { photos: 2, shop: nora.domain })).id;
}

async function batch(state: string) {
  const rows = { shop: nora.domain, ...(await addBatch(db(), nora.domain, 1, { state })) };
  hers.batch = rows.batchId;
  return rows;
}

async function failedBatch() {
  const { shop, batchId: id } = await batch("done");
  const failed = { state: "failed", failureCode: "model_refused" };
  await db().generation.updateMany({ where: { shop, batchId: id }, data: failed });
  await db().batch.update({
    where: { shop_id: { shop, id } },
    data: { failed: 1, failures: { model_refused: 1 } },
  });
}

async function image(decision: string, pinnedAt: Date | null = null) {
  const rows = await batch("done");
  hers.image = await addImage(db(), rows, rows.ids[0] ?? "");
  await db().image.update({
    where: { shop_id: { shop: rows.shop, id: hers.image } },
    data: { decision, pinnedAt },
  });
}

/** It approved an image; running, it waits behind another one that no process takes. */
async function bulkAction(state: string) {
  await image("approved");
  const [shop, id] = [nora.domain, randomUUID()];
  const asked = { kind: "approve", which: {}, upToId: hers.image, askedAt: new Date(), images: 1, done: 1 };
  const over = state === "done" ? new Date() : null;
  await db().bulkAction.create({
    data: {
      ...{ shop, id, formToken: id, state, finishedAt: over, personId: "7", personName: "Ada" },
      ...asked,
    },
  });
  await db().image.update({
    where: { shop_id: { shop, id: hers.image } },
    data: { bulkActionId: id, decisionBefore: "undecided" },
  });
  hers.bulkAction = id;
}

/** While another export is made there is none of chosen images. */
async function exportable() {
  await db().export.deleteMany({ where: { shop: nora.domain } });
  await image("approved");
}

async function exported() {
  const made = {
    state: "ready",
    objectKey: `shops/${nora.domain}/exports/one.zip`,
    personId: "7",
    personName: "Ada",
  };
  hers.export = (await db().export.create({ data: { shop: nora.domain, ...made } })).id;
}

/** Restoring it waits for a choice. */
async function changedProduct() {
  await publication("live");
  const row = { shop_id: { shop: nora.domain, id: hers.publication } };
  const data = { failureCode: "product_changed" };
  const { productId, batchId } = await db().publication.update({ where: row, data });
  Object.assign(hers, { product: productId, batch: batchId });
}

async function publication(state: string) {
  await image("approved");
  await addPublication(db(), nora.domain, hers.image, state);
  hers.publication = (await db().publication.findFirstOrThrow({ where: { imageId: hers.image } })).id;
}
