import { describe, expect, test } from "vitest";
import { learnFrom, paceNow, paceOf, placeOf, rateNow } from "./pace.ts";

describe("a pace", () => {
  test.each([
    [600, { turns: 50, seconds: 5 }],
    [500, { turns: 50, seconds: 6 }],
    [10, { turns: 1, seconds: 6 }],
    [1, { turns: 1, seconds: 60 }],
    [594, { turns: 69, seconds: 7 }],
    [100_000, { turns: 8_333, seconds: 5 }],
  ])("of %i a minute", (perMinute, pace) => {
    expect(paceOf(perMinute)).toEqual(pace);
  });

  test("never passes the rate, and loses next to nothing of it", () => {
    for (let perMinute = 2; perMinute <= 3_000; perMinute += 7) {
      const { turns, seconds } = paceOf(perMinute);
      expect((turns / seconds) * 60).toBeLessThanOrEqual(perMinute + 1e-6);
      expect((turns / seconds) * 60).toBeGreaterThanOrEqual(perMinute * 0.99);
    }
  });
});

describe("a pace that was learned and creeps up", () => {
  const everySecond = (perMinute: number, configured: number) =>
    Array.from({ length: 20 * 60 }, (_, second) =>
      paceNow(configured, { perMinute, atMs: 0 }, second * 1_000),
    );

  test.each([
    [200, 900],
    [201.2, 900],
    [30, 500],
    [7, 60],
    [1, 10],
  ])("from %d to %d keeps its window, as each length is a window of its own", (perMinute, configured) => {
    expect(new Set(everySecond(perMinute, configured).map(({ seconds }) => seconds)).size).toBe(1);
  });

  test("is never more than the rate, and little less", () => {
    everySecond(200, 900).forEach(({ turns, seconds }, second) => {
      const rate = rateNow(900, { perMinute: 200, atMs: 0 }, second * 1_000);
      expect((turns / seconds) * 60).toBeLessThanOrEqual(rate + 1e-6);
      expect((turns / seconds) * 60).toBeGreaterThanOrEqual(rate * 0.94);
    });
  });

  test("is the configured one where more was learned than is configured by now", () => {
    expect(paceNow(10, { perMinute: 600, atMs: 0 }, 0)).toEqual(paceOf(10));
  });
});

describe("a place in the window", () => {
  const pace = { turns: 50, seconds: 5 };

  test("lies evenly, whoever takes it", () => {
    expect(placeOf(1, pace, 5_000)).toEqual({ waitMs: 0, unusedTurns: 0 });
    expect(placeOf(2, pace, 5_000)).toEqual({ waitMs: 100, unusedTurns: 0 });
    expect(placeOf(5, pace, 4_900)).toEqual({ waitMs: 300, unusedTurns: 0 });
  });

  test("that comes a little late is taken at once", () => {
    expect(placeOf(2, pace, 3_000)).toEqual({ waitMs: 0, unusedTurns: 0 });
  });

  test("that comes much too late takes with it what was not used", () => {
    expect(placeOf(2, pace, 100)).toEqual({ waitMs: 0, unusedTurns: 28 });
  });
});

describe("a rate that was learned", () => {
  test("creeps back up, slowly at first, to what is configured and no further", () => {
    const learned = { perMinute: 600, atMs: 0 };
    const after = (minutes: number) => rateNow(900, learned, minutes * 60_000);
    expect(after(0)).toBe(600);
    expect(after(1)).toBeCloseTo(606);
    expect(after(4)).toBeCloseTo(696);
    expect(after(20)).toBe(900);
    expect(rateNow(900, null, 0)).toBe(900);
  });

  const minute = (count: (second: number) => number) =>
    Array.from({ length: 60 }, (_, second) => count(second));

  test("is what went through in the last minute", () => {
    expect(
      learnFrom(
        minute((second) => (second < 40 ? 15 : 0)),
        900,
      ),
    ).toBe(600);
  });

  test("is never more than the present one, nor less than half of it", () => {
    expect(
      learnFrom(
        minute(() => 16),
        900,
      ),
    ).toBe(900);
    expect(
      learnFrom(
        minute(() => 1),
        900,
      ),
    ).toBe(450);
  });

  test("is nothing where work has not gone on for a minute", () => {
    expect(
      learnFrom(
        minute((second) => (second > 45 ? 15 : 0)),
        900,
      ),
    ).toBeNull();
  });
});
