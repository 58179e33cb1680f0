import { patiently } from "../../eventually.ts";
import type { LongRun } from "./scene.ts";

/** Keys are changed as the operator does it, while a batch of each shop runs. */
export async function rotateMeanwhile(run: LongRun): Promise<void> {
  const { north, south, keys, stack } = run;
  stack.gemini.setBehaviour({ latencyMs: 1_000 });
  for (const owner of [north, south]) {
    const photos = owner.products().slice(0, 4);
    await owner.generate(
      photos.map((product) => owner.photoOf(product, 1)),
      { imagesPerPhoto: "4", recipeKey: "on_surface" },
    );
  }
  await patiently(
    () => stack.database.db.generation.count({ where: { state: "running" } }),
    (running) => running > 0,
  );
  await run.start([keys.second, keys.first]);
  const { stdout } = await run.operate(["app/vault.ts"]);
  const { unreadable } = JSON.parse(stdout) as { unreadable: number };
  if (unreadable !== 0) throw new Error(`${unreadable} credentials were not read`);
  await run.start([keys.second]);
  await run.operate(["app/vault.ts"], {
    ENCRYPTION_KEYS: `${keys.lost.id}:${keys.lost.key.toString("base64")}`,
  });
  for (const owner of [north, south]) {
    const over = await owner.generationsOver();
    const failed = over.filter(({ state }) => state === "failed");
    if (failed.length > 0) throw new Error(`${failed.length} generations failed while keys changed`);
  }
  stack.gemini.setBehaviour({});
}
