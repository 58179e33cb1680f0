import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer } from "../visitor.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
  await nora.visit.get("/app", "routes/app._index"); // installs
});
afterAll(() => stack.close());

const codeOf = ({ body }: Answer) => (body as { failure?: { code?: string } }).failure?.code;
const MEGABYTE = "x".repeat(1_000_000);

/** Whether anybody else is answered while the promise is under way. */
async function withOthersAnswered<T>(promise: Promise<T>): Promise<T> {
  const health = await fetch(`${stack.appUrl}/healthz`);
  expect(health.status).toBe(200);
  return promise;
}

/** So many megabytes, whose length nobody says beforehand. */
function inChunks(megabytes: number): ReadableStream<Uint8Array> {
  let left = megabytes;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(Buffer.from(MEGABYTE));
      else controller.close();
    },
  });
}

const PAGES = [
  ["Generate", "/app/generate", "routes/app.generate", 41],
  ["Review", "/app/review", "routes/app.review", 2],
  ["Published", "/app/published", "routes/app.published", 2],
  ["Credits", "/app/credits", "routes/app.credits", 2],
] as const;

describe.each(PAGES)("a form of %s that is larger than any that we sent", (_name, path, route, megabytes) => {
  it("and says so is refused", async () => {
    const post = nora.visit.post(path, route, { words: MEGABYTE.repeat(megabytes) });
    const answer = await withOthersAnswered(post);
    expect([answer.status, codeOf(answer)]).toEqual([413, "form_too_large"]);
  });

  it("and does not say so is refused", async () => {
    const answer = await withOthersAnswered(nora.visit.postChunks(path, route, inChunks(megabytes)));
    expect([answer.status, codeOf(answer)]).toEqual([413, "form_too_large"]);
  });
});

it("fifty thousand lines of 255 characters are taken", { timeout: 60_000 }, async () => {
  const formToken = randomUUID();
  const lines = Array.from({ length: 50_000 }, (_, n) => `${n}`.padEnd(255, "é"));
  const { status } = await nora.quote(
    { from: "list", words: lines.slice(0, 20_000).join("\n") },
    { formToken },
  );
  expect(status).toBe(204);
  const plain = lines.map((line) => line.replaceAll("é", "-")).join("\r\n");
  expect((await nora.quote({ from: "list", words: plain })).status).toBe(204);
});

it("of a form that never ends nothing more than its limit is held", { timeout: 120_000 }, async () => {
  const answer = await withOthersAnswered(
    nora.visit.postChunks("/app/review", "routes/app.review", inChunks(300)),
  );
  expect(answer.status).toBe(413);
});
