import { expect, test } from "vitest";
import { createCostBucket } from "./cost-bucket.ts";

function bucketAt(start: number) {
  let now = start;
  return { bucket: createCostBucket({ now: () => new Date(now) }), pass: (ms: number) => void (now += ms) };
}

test("nothing known: no reason to wait", () => {
  expect(bucketAt(0).bucket.waitFor(1000)).toBe(0);
});

test("waits until the missing points are restored, and they are as time passes", () => {
  const { bucket, pass } = bucketAt(0);
  bucket.learn("Read", {
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
  bucket.learn("Read", {
    requested: 5000,
    status: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 50 },
  });
  expect(bucket.waitFor(5000)).toBe(20_000);
});

test("calls at once don't count on the same points: each waits its turn, and what is given back is used", async () => {
  const { bucket, pass } = bucketAt(0);
  bucket.learn("Read", {
    requested: 600,
    status: { maximumAvailable: 2000, currentlyAvailable: 1300, restoreRate: 100 },
  });
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
    pass(ms);
  };
  const patience = { until: 60_000, wait };
  const [leaveFirst] = await Promise.all([bucket.enter("Read", patience), bucket.enter("Read", patience)]);
  expect(waited).toBe(0);

  await bucket.enter("Read", patience);
  expect(waited).toBe(5000);
  leaveFirst();
  await bucket.enter("Read", patience);
  expect(waited).toBe(5000);
});

test("whoever loses patience is told so, and lets the next one in", async () => {
  const { bucket, pass } = bucketAt(0);
  bucket.learn("Big", {
    requested: 900,
    status: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 1 },
  });
  const wait = async (ms: number) => pass(ms);
  const late = bucket.enter("Big", { until: 1000, wait });
  const unknown = bucket.enter("Small", { until: 1000, wait });
  await expect(late).rejects.toThrow(/shopify_throttled/);
  await unknown;
});
