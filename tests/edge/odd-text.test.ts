import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

/* PostgreSQL stores no NUL in a text, and in JSON no half of a character either. */

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
});
afterAll(() => stack.close());

const db = () => stack.database.db;

async function quoted(source: Record<string, string>, fields: Record<string, string> = {}) {
  const formToken = randomUUID();
  const { status } = await nora.quote(source, { formToken, ...fields });
  expect(status).toBe(204);
  return eventually(
    () => db().batch.findFirst({ where: { formToken } }),
    (batch) => batch?.state === "quoted" || batch?.failureCode !== null,
  );
}

const LONG = "a".repeat(254);

describe("a pasted list", () => {
  it.each([
    ["a NUL", "A\u0000B", "AB"],
    ["other control characters", "\u0007A\u001b[31m", "A[31m"],
    ["a line whose 255th character is half of one", `${LONG}🌕🌕`, LONG],
  ])("with %s is read, and what is not found is told", async (_name, words, word) => {
    const batch = await quoted({ from: "list", words });
    expect(batch).toMatchObject({ state: "quoted", notFound: [word] });
  });
});

const FILTERS = ["search", "sku", "vendor", "productType", "tag", "collectionId"];
const ODD = "a\u0000b\ud83d";

describe("filters", () => {
  it.each(FILTERS)("whose %s holds a NUL and half a character are read", async (name) => {
    const filters = JSON.stringify({ [name]: ODD });
    expect(await quoted({ from: "search", filters })).toMatchObject({ state: "quoted", failureCode: null });
  });

  it.each(["/app/products", "/app/generate?from=search"])("of %s too", async (path) => {
    const route = path.startsWith("/app/products") ? "routes/app.products._index" : "routes/app.generate";
    for (const name of FILTERS) {
      const url = `${path}${path.includes("?") ? "&" : "?"}${name}=a%00b%ED%A0%BD`;
      expect([name, (await nora.visit.get(url, route)).status]).toEqual([name, 200]);
    }
  });
});

const photo = () => {
  const [product] = nora.products();
  if (!product) throw new Error("the demo shop is empty");
  return nora.photoOf(product);
};

describe("every other field for words", () => {
  it.each([
    ["scene", { recipeKey: "free", scene: "On a rock\u0000🌕" }, 204],
    ["part", { recipeKey: "colour_variant", colour: "#aa3300", part: "the\u0000 handle" }, 204],
    ["colour", { recipeKey: "colour_variant", colour: "#aa3300\u0000" }, 204],
    ["recipe", { recipeKey: "no\u0000ne" }, 409],
  ])("%s", async (_name, fields, status) => {
    expect((await nora.generate([photo()], fields)).status).toBe(status);
  });

  it("the cause of what is tried again, the caps and an alt text", { timeout: 60_000 }, async () => {
    await nora.generate([photo()]);
    await nora.generationsOver();
    const image = await db().image.findFirstOrThrow({ where: { shop: NORTHWIND } });
    const [retried, capped, described] = await Promise.all([
      nora.visit.post(`/app/batches/${image.batchId}`, "routes/app.batches.$id", {
        ...{ intent: "retry", code: "model\u0000_busy" },
      }),
      nora.visit.post("/app/credits", "routes/app.credits", { batchCap: "1\u00000", monthlyCap: "" }),
      nora.visit.post("/app/review", "routes/app.review", {
        ...{ intent: "alt", imageId: image.id, altText: "A mug\u0000 🌕" },
      }),
    ]);
    expect([retried.status, capped.status, described.status]).toEqual([200, 200, 200]);
    const { altText } = await db().image.findFirstOrThrow({ where: { id: image.id } });
    expect(altText).toBe("A mug 🌕");
  });
});
