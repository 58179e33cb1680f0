import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Db } from "../../app/platform/db/db.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { resealSessions } from "../../app/platform/reseal-sessions.server.ts";
import { createSeal } from "../../app/platform/seal.server.ts";
import { createSessionStorage } from "../../app/platform/session-storage.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { newKey } from "./credentials.ts";

const [old, current] = [newKey("2025"), newKey("2026")];
const log = createLogger("silent");
/** More than are looked at together. */
const SHOPS = 450;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.db.session.deleteMany());

const storage = (...keys: (typeof old)[]) =>
  createSessionStorage({ db: database.db, seal: createSeal(keys), log });
const shopOf = (n: number) => `shop-${n}.myshopify.com`;
const idOf = (n: number) => `offline_${shopOf(n)}`;

function offline(n: number, accessToken = `shpat_access_${n}`): Session {
  return new Session({
    ...{ id: idOf(n), shop: shopOf(n), isOnline: false, state: "" },
    ...{ accessToken, refreshToken: `shprt_refresh_${n}` },
  });
}

async function stored(count: number): Promise<void> {
  const sessions = storage(old);
  for (let n = 0; n < count; n += 1) await sessions.storeSession(offline(n));
}

/** A database where something happens just before the session of this id is written. */
function interrupted(id: string, happens: () => Promise<unknown>): Db {
  let isPending = true;
  return database.db.$extends({
    query: {
      session: {
        async updateMany({ args, query }) {
          if (isPending && args.where?.id === id) {
            isPending = false;
            await happens();
          }
          return query(args);
        },
      },
    },
  }) as unknown as Db;
}

describe("rotation of keys", () => {
  it("seals all with the first key, and the old key is needed no more", { timeout: 60_000 }, async () => {
    await stored(SHOPS);
    const seal = createSeal([current, old]);
    expect(await resealSessions(database.db, seal)).toMatchObject({
      ...{ rotated: 2 * SHOPS, alreadyCurrent: 0, unreadable: 0 },
    });
    for (const n of [0, SHOPS - 1])
      expect(await storage(current).loadSession(idOf(n))).toMatchObject({
        accessToken: `shpat_access_${n}`,
        refreshToken: `shprt_refresh_${n}`,
      });
    expect(await storage(old).loadSession(idOf(0))).toBeUndefined();
    expect(await resealSessions(database.db, seal)).toMatchObject({ rotated: 0, alreadyCurrent: 2 * SHOPS });
  });

  it("goes on where it was broken off", async () => {
    await stored(5);
    const seal = createSeal([current, old]);
    const dying = interrupted(idOf(3), () => Promise.reject(new Error("killed")));
    await expect(resealSessions(dying, seal)).rejects.toThrow("killed");
    expect(await resealSessions(database.db, seal)).toMatchObject({ rotated: 4, alreadyCurrent: 6 });
  });

  it("never puts back what was refreshed meanwhile, by a process that does not know the new key", async () => {
    await stored(3);
    const refreshed = offline(1, "shpat_refreshed");
    const racing = interrupted(idOf(1), () => storage(old).storeSession(refreshed));
    const counts = await resealSessions(racing, createSeal([current, old]));
    expect(counts).toMatchObject({ rotated: 6, alreadyCurrent: 0, unreadable: 0 });
    expect((await storage(current).loadSession(idOf(1)))?.accessToken).toBe("shpat_refreshed");
  });

  it("bears that a shop leaves meanwhile", async () => {
    await stored(3);
    const leaving = interrupted(idOf(1), () => database.db.session.deleteMany({ where: { id: idOf(1) } }));
    expect(await resealSessions(leaving, createSeal([current, old]))).toMatchObject({ rotated: 4 });
    expect(await database.db.session.count()).toBe(2);
  });

  it("counts what no key opens by the key that sealed it, and leaves it as it is", async () => {
    await stored(2);
    const before = await database.db.session.findMany();
    expect(await resealSessions(database.db, createSeal([current]))).toEqual({
      ...{ rotated: 0, alreadyCurrent: 0, unreadable: 4 },
      unreadableByKey: { "2025": 4 },
    });
    expect(await database.db.session.findMany()).toEqual(before);
  });
});
