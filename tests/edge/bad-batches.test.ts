import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerImbalance } from "../../app/credits/imbalance.server.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer } from "../visitor.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ STARTING_CREDITS: "1000" });
  nora = merchant(stack);
});
afterAll(async () => {
  expect(await ledgerImbalance(db())).toBe(0);
  await stack.close();
});

const db = () => stack.database.db;
const codeOf = ({ body }: Answer) => (body as { failure?: { code?: string } }).failure?.code;
const act = (id: string, intent: string, fields: Record<string, string> = {}) =>
  nora.visit.post(`/app/batches/${id}`, "routes/app.batches.$id", { intent, ...fields });
const start = (id: string) => act(id, "start", { withDuplicates: "no" });
const handles = (count: number) =>
  nora
    .products()
    .slice(0, count)
    .map(({ handle }) => handle);

/** A list that was read and priced. */
async function quoted(words: string[], fields: Record<string, string> = {}) {
  const formToken = randomUUID();
  await nora.quote({ from: "list", words: words.join("\n") }, { formToken, ...fields });
  return eventually(
    () => db().batch.findFirst({ where: { formToken } }),
    (batch) => batch?.state === "quoted",
  );
}

describe("photos chosen one by one", () => {
  async function chosen(fields: Record<string, string> = {}) {
    const formToken = randomUUID();
    const photos = nora
      .products()
      .slice(0, 2)
      .map((product) => nora.photoOf(product));
    const { headers } = await nora.generate(photos, { formToken, recipeKey: "flat_lay", ...fields });
    const batch = await db().batch.findFirstOrThrow({ where: { formToken } });
    return { batch, goesTo: headers.get("X-Remix-Redirect") };
  }

  it("start at once, and wait for a yes when that was asked for or when they have such an image already", async () => {
    const asked = await chosen({ quoteFirst: "yes" });
    expect(asked.batch).toMatchObject({ state: "quoted", duplicates: 0, reserved: 0 });
    expect(asked.goesTo).toBe(`/app/batches/${asked.batch.id}`);

    const first = await chosen();
    expect(first.goesTo).toBe(`/app/batches/${first.batch.id}?started`);
    await eventually(
      () => db().batch.findUnique({ where: { shop_id: { shop: NORTHWIND, id: first.batch.id } } }),
      (batch) => batch?.state === "done",
    );

    const again = await chosen();
    expect(again.batch).toMatchObject({ state: "quoted", duplicates: 2, reserved: 0 });
    expect(codeOf(await start(again.batch.id))).toBe("nothing_chosen");
    const wanted = await act(again.batch.id, "start", { withDuplicates: "yes" });
    expect(wanted.headers.get("X-Remix-Redirect")).toContain("?started");
  });
});

describe("a quote", () => {
  it("of nothing that exists says what was not found, and can't be started", async () => {
    const batch = await quoted(["no-such-thing", "nor-this"]);
    expect(batch).toMatchObject({ scopePhotos: 0, notFound: ["no-such-thing", "nor-this"] });
    expect(codeOf(await start(batch?.id ?? ""))).toBe("nothing_chosen");
  });

  it("asked for by two clicks is one", async () => {
    const fields = { formToken: randomUUID() };
    const list = { from: "list", words: handles(1).join("\n") };
    await Promise.all([nora.quote(list, fields), nora.quote(list, fields)]);
    expect(await db().batch.count({ where: fields })).toBe(1);
  });

  it.each([
    ["no words", { from: "list", words: " \n " }, "nothing_pasted"],
    [
      "too many words",
      { from: "list", words: Array.from({ length: 50_001 }, (_, n) => n).join("\n") },
      "list_too_long",
    ],
    ["filters that are no JSON", { from: "search", filters: "{" }, "invalid_input"],
    ["a status that is none", { from: "search", filters: '{"status":"GONE"}' }, "invalid_input"],
    ["a source that is none", { from: "elsewhere", filters: "{}" }, "invalid_input"],
  ])("of %s is refused, and leaves nothing", async (_name, source, code) => {
    const before = await db().batch.count();
    expect(codeOf(await nora.quote(source))).toBe(code);
    expect(await db().batch.count()).toBe(before);
  });

  it("with a recipe that was removed meanwhile, or a cap that was lowered, is not started and holds nothing", async () => {
    const batch = await quoted(handles(3));
    const where = { shop_id: { shop: NORTHWIND, id: batch?.id ?? "" } };
    await db().batch.update({ where, data: { recipeKey: "watercolour" } });
    expect(codeOf(await start(where.shop_id.id))).toBe("recipe_gone");
    await db().batch.update({ where, data: { recipeKey: "white_background" } });
    await db().shop.update({ where: { shop: NORTHWIND }, data: { batchCap: 2 } });
    expect(codeOf(await start(where.shop_id.id))).toBe("batch_cap_exceeded");
    await db().shop.update({ where: { shop: NORTHWIND }, data: { batchCap: null } });
    expect(await db().batch.findUnique({ where })).toMatchObject({ state: "quoted", reserved: 0 });
    await act(where.shop_id.id, "discard");
    expect(await db().batch.findUnique({ where })).toBeNull();
    expect(await db().scopePhoto.count({ where: { batchId: where.shop_id.id } })).toBe(0);
  });
});

describe("one batch", () => {
  it(
    "started by two people with two clicks each is reserved once and made once",
    { timeout: 60_000 },
    async () => {
      const batch = await quoted(handles(2));
      const id = batch?.id ?? "";
      const viewer = merchant(stack, NORTHWIND, "viewer");
      const hers = () =>
        viewer.visit.post(`/app/batches/${id}`, "routes/app.batches.$id", {
          intent: "start",
          withDuplicates: "no",
        });
      const answers = await Promise.all([start(id), start(id), hers(), hers()]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const over = await eventually(
        () =>
          db().batch.findUnique({ where: { shop_id: { shop: NORTHWIND, id } }, include: { images: true } }),
        (row) => row?.state === "done",
      );
      expect(over).toMatchObject({ done: 2, failed: 0, reserved: 0 });
      expect(over?.images).toHaveLength(2);
      const settled = await db().ledgerEntry.count({ where: { batchId: id, kind: "settle" } });
      const reserved = await db().ledgerEntry.findMany({ where: { batchId: id, kind: "reserve" } });
      expect([settled, ...reserved.map(({ credits }) => credits)]).toEqual([2, 2]);
    },
  );

  it("that is over, cancelled or of a shop that may not spend bears every button", async () => {
    const { id = "" } =
      (await db().batch.findFirst({ where: { state: "done" }, orderBy: { id: "desc" } })) ?? {};
    for (const intent of ["pause", "resume", "cancel", "retry"]) {
      expect((await act(id, intent)).status).toBe(200);
    }
    expect((await start(id)).status).toBe(200);
    expect(await db().batch.findUnique({ where: { shop_id: { shop: NORTHWIND, id } } })).toMatchObject({
      ...{ state: "done", done: 2 },
    });
    const batch = await quoted(handles(1), { recipeKey: "studio" });
    await db().shop.update({ where: { shop: NORTHWIND }, data: { suspendedAt: new Date() } });
    expect(codeOf(await start(batch?.id ?? ""))).toBe("shop_suspended");
    await db().shop.update({ where: { shop: NORTHWIND }, data: { suspendedAt: null } });
  });
});
