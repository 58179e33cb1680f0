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
    const costly = await many(5, () => nora.generate([]));
    expect(costly.refused.length).toBeGreaterThanOrEqual(2);
    const { answers } = await many(40, () => nora.visit.get("/app/credits", "routes/app.credits"));
    const last = answers.find(({ status }) => status === 429);
    expect(Number(last?.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(last).toMatchObject({ body: { failure: { code: "too_many_requests" } } });
    const other = await merchant(stack, SECOND_STREET).visit.get("/app/credits", "routes/app.credits");
    expect(other.status).toBe(200);
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
