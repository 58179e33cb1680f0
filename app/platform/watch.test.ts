import { expect, test } from "vitest";
import { goesOn, readinessOf } from "./readiness.server.ts";
import { createWatch } from "./watch.ts";

test("what lasts too long stands still, until it ends after all", async () => {
  let now = 0;
  const watch = createWatch(1_000, () => now);
  expect(watch.standsStill()).toBe(false);
  const step = Promise.withResolvers<string>();
  const running = watch.run(() => step.promise);
  now = 1_000;
  expect(watch.standsStill()).toBe(false);
  now = 1_001;
  expect(watch.standsStill()).toBe(true);
  step.resolve("over");
  expect(await running).toBe("over");
  expect(watch.standsStill()).toBe(false);
});

test("what fails is over as well", async () => {
  let now = 0;
  const watch = createWatch(1_000, () => now);
  await expect(watch.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  now = 5_000;
  expect(watch.standsStill()).toBe(false);
});

test("a process whose work stands still is not ready", async () => {
  let now = 0;
  const [one, other] = [createWatch(1_000, () => now), createWatch(5_000, () => now)];
  const never = new Promise<void>(() => {});
  void Promise.all([one.run(() => never), other.run(() => never)]);
  now = 1_000;
  expect(await readinessOf({ work: goesOn([one, other]) })).toEqual({ work: "ok" });
  now = 1_001;
  expect(await readinessOf({ work: goesOn([one, other]) })).toEqual({ work: "down" });
});
