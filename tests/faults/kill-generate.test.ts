import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { merchant } from "../merchant.ts";
import type { Moment } from "../tripwire.ts";
import { startKillable, type Killable } from "./killable.ts";

let stack: Killable;
beforeAll(async () => {
  stack = await startKillable();
});
afterAll(() => stack.close());

it("makes one image, whichever step of generating kill -9 hits", { timeout: 300_000 }, async () => {
  const nora = merchant(stack);
  const { db } = stack.database;
  const product = nora.products()[0];
  if (!product) throw new Error("the demo shop is empty");
  const kills: string[] = [];

  for (const moment of ["before", "after"] satisfies Moment[]) {
    for (let step = 1; ; step += 1) {
      const formToken = randomUUID();
      // A scene of its own: the same photo made the same way again would wait for a yes.
      const scene = { recipeKey: "lifestyle", scene: `On a table, take ${formToken}` };
      const begin = () => nora.generate([nora.photoOf(product)], { formToken, ...scene });
      const batches = () => db.batch.findMany({ where: { formToken }, include: { generations: true } });
      const isOver = async () => (await batches())[0]?.state === "done";
      const killed = await stack.killedAt(step, moment, { begin, isOver });
      // What a person does whose click got no answer: the same form once more.
      const again = await begin();
      expect(again.status, `${moment} ${step}`).toBe(204);
      await nora.generationsOver();

      const [batch, ...others] = await batches();
      expect(others).toEqual([]);
      expect(
        batch?.generations.map(({ state }) => state),
        `${moment} ${step}`,
      ).toEqual(["done"]);
      expect(await db.image.count({ where: { batchId: batch?.id } })).toBe(1);
      if (!killed) break;
      kills.push(`${moment} ${step}`);
    }
  }

  // Photo address, photo, model, original and thumbnail at the least, before and after; and the click itself.
  expect(kills.length).toBeGreaterThanOrEqual(14);
  await everythingIsAccountedFor();
});

/** Nothing is missing from the store, nothing lies in it that the sweep would not find, no paid call went uncounted. */
async function everythingIsAccountedFor(): Promise<void> {
  const { db } = stack.database;
  const keys = new Set(await stack.objectKeys());
  const rows = await db.storedObject.findMany();
  const kept = rows.filter(({ state }) => state === "kept").map(({ key }) => key);
  const images = await db.image.findMany();
  expect(kept.sort()).toEqual(images.flatMap((image) => [image.objectKey, image.thumbnailKey]).sort());
  expect(kept.filter((key) => !keys.has(key))).toEqual([]);
  expect([...keys].filter((key) => !rows.some((row) => row.key === key))).toEqual([]);

  const recorded = await db.generation.aggregate({ _sum: { modelCalls: true }, _max: { modelCalls: true } });
  expect(recorded._sum.modelCalls).toBeGreaterThanOrEqual(stack.gemini.calls().count);
  expect(recorded._max.modelCalls).toBeLessThanOrEqual(2);
}
