import { describe, expect, it } from "vitest";
import { picksOf, type Waiting } from "./dispatch.ts";

function batch(shop: string, running: number, due: number, batchId = `${shop} batch`): Waiting {
  const ids = Array.from({ length: due }, (_, n) => ({ id: `${batchId} ${n}`, attempt: 0 }));
  return { shop, batchId, running, due: ids };
}

function perShop(picks: ReturnType<typeof picksOf>): Record<string, number> {
  const groups = Map.groupBy(picks, ({ shop }) => shop);
  return Object.fromEntries([...groups].map(([shop, own]) => [shop, own.length]));
}

describe("what should run next", () => {
  it("is the first of a batch alone, as many as the window has room for", () => {
    const picks = picksOf([batch("a", 3, 100)], 8);
    expect(picks.map(({ id, priority }) => [id, priority])).toEqual([
      ["a batch 0", 4],
      ["a batch 1", 5],
      ["a batch 2", 6],
      ["a batch 3", 7],
      ["a batch 4", 8],
    ]);
  });

  it("evens out what shops have in work", () => {
    expect(perShop(picksOf([batch("a", 6, 100), batch("b", 0, 100), batch("c", 2, 100)], 18))).toEqual({
      b: 6,
      c: 4,
    });
  });

  it("gives what a small shop does not need to the others", () => {
    expect(perShop(picksOf([batch("a", 0, 100), batch("b", 0, 2), batch("c", 0, 0)], 12))).toEqual({
      a: 10,
      b: 2,
    });
  });

  it("lets a newcomer go before what a busy shop has in line", () => {
    const picks = picksOf([batch("busy", 8, 8), batch("new", 0, 2)], 16);
    const first = picks.toSorted((one, other) => one.priority - other.priority).slice(0, 2);
    expect(perShop(first)).toEqual({ new: 2 });
  });

  it("has one of every shop, however full the window", () => {
    const many = Array.from({ length: 50 }, (_, n) => batch(`shop ${n}`, 0, 3));
    const picks = picksOf([batch("busy", 40, 10), ...many], 16);
    expect(picks).toHaveLength(50);
    expect(new Set(picks.map(({ shop }) => shop)).has("busy")).toBe(false);
  });

  it("favours no shop by its place in the list", () => {
    const ten = Array.from({ length: 10 }, (_, n) => batch(`shop ${n}`, 0, 9));
    expect(new Set(Object.values(perShop(picksOf(ten, 16))))).toEqual(new Set([2]));
  });

  it("shares a shop's places between its batches", () => {
    const picks = picksOf([batch("a", 4, 100, "first"), batch("a", 0, 100, "second")], 12);
    const second = picks.filter(({ id }) => id.startsWith("second"));
    expect([picks.length, second.length]).toEqual([8, 6]);
  });

  it("is nothing when all is in work", () => {
    expect(picksOf([batch("a", 3, 0)], 16)).toEqual([]);
    expect(picksOf([], 16)).toEqual([]);
    expect(picksOf([batch("a", 16, 5)], 16)).toEqual([]);
  });
});
