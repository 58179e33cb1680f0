import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { merchant, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({
    ...{ SHOP_REQUESTS_PER_MINUTE: "30", COSTLY_REQUESTS_PER_MINUTE: "3" },
    ...{ STRANGER_REQUESTS_PER_MINUTE: "20", TRUST_PROXY: "1" },
  });
});
afterAll(() => stack.close());

const from = (address: string) =>
  fetch(`${stack.appUrl}/auth/reopen`, { redirect: "manual", headers: { "X-Forwarded-For": address } });

async function many(times: number, ask: () => Promise<{ status: number; headers: Headers }>) {
  const answers = await Promise.all(Array.from({ length: times }, ask));
  return { answers, refused: answers.filter(({ status }) => status === 429) };
}

describe("a shop", () => {
  it("that asks too much is told when to ask again, in words, and others are not", async () => {
    const nora = merchant(stack);
    const { answers } = await many(40, () => nora.visit.get("/app/credits", "routes/app.credits"));
    const last = answers.find(({ status }) => status === 429);
    expect(Number(last?.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(last).toMatchObject({ body: { failure: { code: "too_many_requests" } } });
    const other = await merchant(stack, SECOND_STREET).visit.get("/app/credits", "routes/app.credits");
    expect(other.status).toBe(200);
  });
});

describe("what is costly", () => {
  it("is counted wherever a page asks for it, however its address is written; what is not, is not", async () => {
    const { visit, products, photoOf } = merchant(stack, SECOND_STREET);
    const [product] = products();
    if (!product) throw new Error("a shop without products");
    const batch = { recipeKey: "white_background", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" };
    const photos = JSON.stringify([photoOf(product)]);
    const generate = async (path: string) =>
      (await visit.post(path, "routes/app.generate", { ...batch, photos })).status;
    const act = async (fields: Record<string, string>, at = "/app/review", route = "routes/app.review") =>
      (await visit.post(at, route, fields)).status;
    await visit.get("/app", "routes/app._index");
    for (const path of ["/app/generate", "/app/Generate", "/app/%67enerate"]) {
      expect(await generate(path)).toBeLessThan(400);
    }
    expect(await generate("/app/generate")).toBe(429);
    const again = { imageId: randomUUID(), credits: "0" };
    expect(await act(again, "/app/review/regenerate", "routes/app.review_.regenerate")).toBe(429);
    expect(await act({ intent: "make" }, "/app/privacy/export", "routes/app.privacy.export")).toBe(429);
    const made = await stack.database.db.batch.findFirst({
      where: { shop: SECOND_STREET },
      select: { id: true },
    });
    const page = [`/app/batches/${made?.id}`, "routes/app.batches.$id"] as const;
    for (const intent of ["try", "retry"]) expect(await act({ intent }, ...page)).toBe(429);
    expect(await act({ intent: "start", withDuplicates: "no" }, ...page)).toBe(429);
    expect(await act({ intent: "pause" }, ...page)).not.toBe(429);
  });
});

describe("a stranger", () => {
  beforeEach(async () => expect((await from("203.0.113.9")).status).toBe(200));

  it("is counted by the address that the trusted proxy saw, whatever they claim before it", async () => {
    let claimed = 0;
    const { refused } = await many(30, () => from(`198.51.100.${(claimed += 1)}, 203.0.113.7`));
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
