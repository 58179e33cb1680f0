import { expect, test } from "vitest";
import { createCostBucket } from "./cost-bucket.ts";

const callOf = (operation: string, isUrgent = false) => ({ operation, size: 1, isUrgent });

function bucketAt(start: number) {
  let now = start;
  return { bucket: createCostBucket({ now: () => new Date(now) }), pass: (ms: number) => void (now += ms) };
}

test("nothing known: no reason to wait", () => {
  expect(bucketAt(0).bucket.waitFor(1000)).toBe(0);
});

test("waits until the missing points are restored, and they are as time passes", () => {
  const { bucket, pass } = bucketAt(0);
  bucket.learn(callOf("Read"), {
    isThrottled: false,
    requested: 600,
    status: { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 100 },
  });
  expect(bucket.waitFor(100)).toBe(0);
  expect(bucket.waitFor(600)).toBe(5000);
  pass(2000);
  expect(bucket.waitFor(600)).toBe(3000);
  pass(60_000);
  expect(bucket.waitFor(2000)).toBe(0);
});

test("never waits for more than the bucket can hold", () => {
  const { bucket } = bucketAt(0);
  bucket.learn(callOf("Read"), {
    isThrottled: false,
    requested: 5000,
    status: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 50 },
  });
  expect(bucket.waitFor(5000)).toBe(20_000);
});

test("calls at once don't count on the same points: each waits its turn, and what is given back is used", async () => {
  const { bucket, pass } = bucketAt(0);
  bucket.learn(callOf("Read"), {
    isThrottled: false,
    requested: 600,
    status: { maximumAvailable: 2000, currentlyAvailable: 1300, restoreRate: 100 },
  });
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
    pass(ms);
  };
  const patience = { until: 60_000, wait };
  const [leaveFirst] = await Promise.all([
    bucket.enter(callOf("Read"), patience),
    bucket.enter(callOf("Read"), patience),
  ]);
  expect(waited).toBe(0);

  await bucket.enter(callOf("Read"), patience);
  expect(waited).toBe(6000); // the last hundred points are left to the app's pages
  leaveFirst();
  await bucket.enter(callOf("Read"), patience);
  expect(waited).toBe(6000);
});

test("whoever loses patience is told so, and lets the next one in", async () => {
  const { bucket, pass } = bucketAt(0);
  bucket.learn(callOf("Big"), {
    isThrottled: false,
    requested: 900,
    status: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 100 },
  });
  const wait = async (ms: number) => pass(ms);
  const late = bucket.enter(callOf("Big"), { until: 1000, wait });
  const unknown = bucket.enter(callOf("Small"), { until: 5000, wait });
  await expect(late).rejects.toThrow(/shopify_throttled/);
  await unknown;
});

test("what a person waits for goes ahead of the line, and may use the reserve", async () => {
  const { bucket, pass } = bucketAt(0);
  const status = { maximumAvailable: 2000, currentlyAvailable: 90, restoreRate: 100 };
  bucket.learn(callOf("Read"), { requested: 80, status, isThrottled: false });
  const order: string[] = [];
  const wait = async (ms: number) => pass(ms);
  const patience = { until: 60_000, wait };
  await Promise.all([
    bucket.enter(callOf("Read"), patience).then(() => order.push("work")),
    bucket.enter(callOf("Read", true), patience).then(() => order.push("person")),
  ]);
  expect(order).toEqual(["person", "work"]);
});

test("until something is known, one call finds out for all", async () => {
  const { bucket, pass } = bucketAt(0);
  let looks = 0;
  const wait = async (ms: number) => {
    pass(ms);
    if (++looks < 3) return;
    const status = { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 };
    bucket.learn(callOf("Read"), { requested: 10, status, isThrottled: false });
  };
  const patience = { until: 60_000, wait };
  await bucket.enter(callOf("Read"), patience);
  expect(looks).toBe(0);
  await bucket.enter(callOf("Read"), patience);
  expect(looks).toBe(3);
});

test("what others take between two looks is left to them, less and less", async () => {
  const { bucket, pass } = bucketAt(0);
  const told = (currentlyAvailable: number) =>
    bucket.learn(callOf("Read"), {
      requested: 10,
      status: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
      isThrottled: false,
    });
  told(1000);
  pass(1000);
  told(800); // 1100 were to be expected
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
    pass(ms);
  };
  // 650 points: without the others 800 are enough for them and the reserve of 100.
  await bucket.enter({ ...callOf("Read"), size: 65 }, { until: 60_000, wait });
  expect(waited).toBeGreaterThan(1000);
  expect(waited).toBeLessThan(3000);
});
