import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/database.ts";
import { eventually } from "../../../tests/eventually.ts";
import { seedBatch } from "../../../tests/generation-rows.ts";
import { silentProxy } from "../../../tests/silent-proxy.ts";
import { createDispatcher } from "../../generation/dispatch.server.ts";
import { createLogger } from "../logger.server.ts";
import { openDb } from "./db.server.ts";

test("a transaction waits for a connection as long as a query does: paid work hangs on it", async () => {
  const database = await testDatabase();
  const db = openDb(database.url, 1);
  const busy = db.$queryRaw`SELECT 1 AS slept FROM pg_sleep(3)`;
  const [counted] = await Promise.all([db.$transaction((tx) => tx.shop.count()), busy]);
  expect(counted).toBe(0);
  await Promise.all([db.$disconnect(), database.close()]);
});

const NOW = new Date("2026-11-20T12:00:01.000Z");

describe("a server that falls silent on the connections that stand", () => {
  async function behindProxy(poolSize: number) {
    const database = await testDatabase();
    const url = new URL(database.url);
    const proxy = await silentProxy(url.hostname, Number(url.port));
    url.port = String(proxy.port);
    const db = openDb(url.href, poolSize, { silentMs: 1_000 });
    const close = async () => {
      await Promise.all([db.$disconnect(), database.close()]);
      proxy.close();
    };
    return { db, proxy, close };
  }

  test("keeps nobody waiting for ever: new connections are made", async () => {
    const { db, proxy, close } = await behindProxy(1);
    await db.shop.count();
    proxy.fallSilent();
    await expect(db.shop.count()).rejects.toThrow();
    expect(await db.shop.count()).toBe(0);
    await close();
  });

  test("in the middle of a transaction too", async () => {
    const { db, proxy, close } = await behindProxy(1);
    const cut = db.$transaction(async (tx) => {
      await tx.shop.count();
      proxy.fallSilent();
      await tx.shop.count();
    });
    await expect(cut).rejects.toThrow();
    expect(await db.shop.count()).toBe(0);
    await close();
  });

  test("what takes long on the server is ended there", async () => {
    const { db, close } = await behindProxy(1);
    await expect(db.$queryRaw`SELECT 1 AS slept FROM pg_sleep(5)`).rejects.toThrow();
    expect(await db.shop.count()).toBe(0);
    await close();
  });

  test("ends no dispatching: it goes on within seconds", async () => {
    const { db, proxy, close } = await behindProxy(4);
    const handedOver: string[] = [];
    const dispatcher = createDispatcher({
      ...{ db, clock: { now: () => NOW }, window: 2, log: createLogger("silent") },
      queue: { enqueue: async (jobs) => void handedOver.push(...jobs.map(({ job }) => job.id)) },
    });
    dispatcher.start();
    const before = await seedBatch(db);
    await expect.poll(() => handedOver, { timeout: 8_000 }).toContain(before.ids[0]);
    proxy.fallSilent();
    const after = await eventually(
      () => seedBatch(db).catch(() => null),
      (rows) => rows !== null,
    );
    await expect.poll(() => handedOver, { timeout: 8_000 }).toContain(after?.ids[0]);
    await dispatcher.stop();
    await close();
  });
});
