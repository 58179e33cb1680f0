import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { pseudonymOf } from "../../tests/quoted-batches.ts";
import { seedBatch, type Rows } from "../../tests/generation-rows.ts";
import type { Db } from "../platform/db/db.server.ts";
import { openAccount } from "./account.server.ts";
import { book } from "./book.server.ts";
import { keepUnderPseudonym } from "./erase.server.ts";
import { ledgerImbalance } from "./imbalance.server.ts";
import { csvLine, ledgerCsv } from "./ledger-csv.server.ts";
import { recentDurations } from "./recent-durations.server.ts";
import { allEntries, listEntries } from "./statement.server.ts";

const config = { startingGrant: 5_000, batchCap: 5_000, monthlyCap: 5_000, pseudonymOf };
const now = new Date("2026-11-20T12:00:00.000Z");
const IMAGES = 1_100; // more than one chunk of the file

let database: TestDatabase;
let db: Db;
let rows: Rows;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  rows = await seedBatch(db, 10);
  const { shop, batchId } = rows;
  await openAccount(db, shop, { config, now });
  await book(db, shop, { kind: "reserve", key: "r", credits: IMAGES, batchId, now });
  for (let image = 0; image < IMAGES; image++) {
    const key = `settle:${image}`;
    await book(db, shop, { kind: "settle", key, credits: 1, batchId, generationId: key, now });
  }
  await book(db, shop, { kind: "grant", key: "g", credits: 7, note: '=HYPERLINK("x"),\n', now });
});
afterAll(() => database.close());

describe("the statement", () => {
  it("is newest first, page after page, and complete", async () => {
    const first = await listEntries(db, rows.shop, { limit: 1_000, whole: true });
    const before = first.at(-1)?.id;
    const second = await listEntries(db, rows.shop, { limit: 1_000, whole: true, before });
    const kinds = [...first, ...second].map(({ kind }) => kind);
    expect(kinds).toHaveLength(IMAGES + 3);
    expect(kinds.slice(0, 2)).toEqual(["grant", "settle"]);
    expect(kinds.slice(-2)).toEqual(["reserve", "grant"]);
  });

  it("without single images is short, and names the batch", async () => {
    const entries = await listEntries(db, rows.shop, { limit: 10, whole: false });
    expect(entries.map(({ kind }) => kind)).toEqual(["grant", "reserve", "grant"]);
    expect(entries[1]?.batch).toEqual({ id: rows.batchId, recipeKey: "studio", recipeName: "Studio" });
  });

  it("is the shop's alone", async () => {
    expect(await listEntries(db, "another.myshopify.com", { limit: 10, whole: true })).toEqual([]);
  });
});

describe("the ledger as a file", () => {
  it("has every entry, oldest first, and nothing that a spreadsheet would run", async () => {
    let file = "";
    for await (const part of ledgerCsv(allEntries(db, rows.shop))) file += part;
    const lines = file.split("\r\n");
    expect(lines).toHaveLength(IMAGES + 5); // with the header, and nothing after the last line's end
    expect(lines[1]).toBe("2026-11-20T12:00:00.000Z,Granted,5000,0,0,,,,To begin with");
    expect(lines[2]).toBe(
      `2026-11-20T12:00:00.000Z,Reserved for batch,-${IMAGES},${IMAGES},0,Studio,${rows.batchId},,`,
    );
    expect(file).toContain(`,"'=HYPERLINK(""x""),\n"\r\n`);
    expect(file).not.toContain("costMicros");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])("disarms %j", (text) => {
    expect(csvLine([text])).toContain(`'${text}`);
  });

  it("leaves numbers and harmless words as they are", () => {
    expect(csvLine([-5, "a b", "Zoë"])).toBe("-5,a b,Zoë\r\n");
  });
});

describe("recent durations", () => {
  it("are the usual ones until there are enough, then the shop's own", async () => {
    expect(await recentDurations(db, rows.shop)).toEqual({ p50: 15, p90: 40 });
    for (const [second, id] of rows.ids.entries()) {
      const finishedAt = new Date(now.getTime() + (second + 1) * 1_000);
      await db.generation.update({
        where: { shop_id: { shop: rows.shop, id } },
        data: { state: "done", startedAt: now, finishedAt },
      });
    }
    await db.batch.updateMany({ where: { shop: rows.shop }, data: { done: rows.ids.length } });
    const { p50, p90 } = await recentDurations(db, rows.shop);
    expect([p50, p90]).toEqual([expect.closeTo(5.5), expect.closeTo(9.1)]);
  });
});

describe("the imbalance", () => {
  it("counts shops whose batches do not hold what the account says", async () => {
    expect(await ledgerImbalance(db)).toBe(0);
    await db.batch.updateMany({ where: { shop: rows.shop }, data: { reserved: 1 } });
    expect(await ledgerImbalance(db)).toBe(1);
    await db.batch.updateMany({ where: { shop: rows.shop }, data: { reserved: 0 } });
  });
});

describe("an erased shop's ledger", () => {
  it("stays, with nothing that leads back, and is append-only again", async () => {
    const { shop } = await seedBatch(db);
    const name = shop.replace(".myshopify.com", "");
    await openAccount(db, shop, { config, now });
    await book(db, shop, { kind: "grant", key: `grant:${name}`, credits: 1, note: `for ${name}`, now });
    const pseudonym = "erased:hers";
    const some = () =>
      database.ownerDb.$transaction((tx) => keepUnderPseudonym(tx, shop, { pseudonym, most: 1 }));
    expect([await some(), await some(), await some()]).toEqual([1, 1, 0]);
    const kept = await db.ledgerEntry.findMany({ where: { shop: { startsWith: "erased:" } } });
    expect(kept.map(({ credits }) => credits).sort()).toEqual([1, 5_000]);
    expect(new Set(kept.map((entry) => entry.shop)).size).toBe(1);
    expect(
      JSON.stringify(kept, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(name);
    await expect(database.ownerDb.ledgerEntry.updateMany({ data: { note: "" } })).rejects.toThrow(
      /append-only/,
    );
  });
});
