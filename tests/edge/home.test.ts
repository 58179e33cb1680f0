import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({ STARTING_CREDITS: "10" });
  nora = merchant(stack);
});
afterAll(() => stack.close());

type Home = {
  steps: { chosen: boolean; generated: boolean; approved: boolean };
  sample: {
    state: string;
    image?: { id: string; decision: string };
    photo?: { productTitle: string };
  } | null;
  dashboard: {
    figures: { credits: number; ready: { amount: number } };
    spending: { charged: number };
    days: { day: string; made: number; published: number }[];
    rates: unknown[];
  } | null;
  needs: { failed: { code: string; count: number }[]; publications: number };
};

const home = async () => (await nora.visit.get("/app", "routes/app._index")).body as Home;
const take = () => nora.visit.post("/app?index", "routes/app._index", { intent: "sample" });
const ledger = () =>
  stack.database.db.ledgerEntry.findMany({ where: { shop: NORTHWIND }, orderBy: { id: "asc" } });

it("a new shop has three steps before it, and a free sample", async () => {
  expect(await home()).toMatchObject({
    steps: { chosen: false, generated: false, approved: false },
    ...{ sample: { state: "offered" }, dashboard: null },
  });
});

it("the sample is one image of the newest product's first photo, pressed however often, and costs nothing", async () => {
  const pressed = await Promise.all([take(), take(), take()]);
  expect(pressed.map(({ status }) => status)).toEqual([200, 200, 200]);
  await nora.generationsOver();
  const made = await eventually(home, ({ sample }) => sample?.state === "made");
  const newest = [...nora.shop.products.values()]
    .filter(({ media }) => media.length > 0)
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))[0];
  expect(made.sample).toMatchObject({
    photo: { productTitle: newest?.title },
    image: { decision: "undecided" },
  });
  expect(made).toMatchObject({ steps: { chosen: true, generated: true, approved: false } });
  expect(await stack.database.db.generation.count()).toBe(1);
  const gifts = (await ledger()).filter(({ kind }) => kind === "grant");
  expect(gifts).toMatchObject([
    { key: "grant:welcome", credits: 10 },
    { key: "grant:sample", credits: 1, note: "A free sample" },
  ]);
  const account = { available: 10, reserved: 0, charged: 1, chargedInMonth: 1 };
  expect(await stack.database.db.creditAccount.findFirst()).toMatchObject(account);
});

it("once it is approved, Home tells what the shop does", async () => {
  const { sample } = await home();
  const decision = { imageId: sample?.image?.id, decision: "approved", before: "undecided" };
  await nora.visit.post("/app/review/decisions", "routes/app.review_.decisions", {
    decisions: JSON.stringify([decision]),
  });
  const { steps, sample: none, dashboard } = await home();
  expect({ steps, none }).toMatchObject({ steps: { approved: true }, none: null });
  expect(dashboard).toMatchObject({
    figures: { waiting: 0, ready: { amount: 1, isMore: false }, live: 0, credits: 10 },
    ...{ spending: { charged: 1 }, rates: [] },
  });
  expect(dashboard?.days).toHaveLength(30);
  expect(dashboard?.days.at(-1)).toMatchObject({ made: 1, published: 0 });
});

it("what failed is told by its cause, and goes on with one press", async () => {
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  stack.gemini.setBehaviour({ next: [{ fail: "block_SAFETY" }] });
  await nora.generate([nora.photoOf(product)]);
  await nora.generationsOver();
  const [failed] = (await home()).needs.failed;
  expect(failed).toMatchObject({ code: "model_refused", count: 1 });
  const retry = { intent: "retry", code: failed?.code ?? "" };
  expect((await nora.visit.post("/app?index", "routes/app._index", retry)).status).toBe(200);
  expect((await home()).needs.failed).toEqual([]);
  await nora.generationsOver();
  expect(
    (await eventually(home, ({ dashboard }) => dashboard?.days.at(-1)?.made === 2)).needs.failed,
  ).toEqual([]);
});
