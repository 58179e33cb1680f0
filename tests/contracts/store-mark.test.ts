import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "../../app/platform/logger.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { adoptStore, createStoreMark } from "../../app/platform/objects/store-mark.server.ts";
import type { LocalS3 } from "../../sandbox/s3/server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { openStore } from "../trust/erasing-deps.ts";

const NOT_OURS = { code: "store_not_ours" };
const log = createLogger("silent");

let database: TestDatabase;
let s3: LocalS3;
let objects: ObjectStore;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  database = await newDatabase();
  ({ s3, objects } = await newStore());
});
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

async function newDatabase() {
  const made = await testDatabase();
  closing.push(() => made.close());
  return made;
}

async function newStore() {
  const made = await openStore();
  closing.push(() => made.s3.stop());
  return made;
}

/** As another process would. */
const look = (store = objects, { db } = database) => createStoreMark({ db, objects: store }).assertOurs();

test("a bucket and a database that are new belong together from the first look on, whoever comes first", async () => {
  await Promise.all([look(), look(), look()]);
  expect(await database.db.storeMark.findMany()).toMatchObject([{ isPut: true }]);
  expect(await s3.keys()).toEqual(["store-mark"]);
  await look();
});

test("a first look that was cut off before the mark was put, or noted, is gone on with", async () => {
  const { db } = database;
  const killed = { ...objects, put: () => Promise.reject(new Error("killed")) };
  await expect(look(killed)).rejects.toThrow("killed");
  await look();
  await db.storeMark.updateMany({ data: { isPut: false } });
  await look();
  expect(await db.storeMark.findMany()).toMatchObject([{ isPut: true }]);
});

test("neither takes another one, empty or not, until somebody says so", async () => {
  await look();
  const [otherStore, otherDatabase] = [(await newStore()).objects, await newDatabase()];
  await expect(look(otherStore)).rejects.toMatchObject(NOT_OURS);
  await expect(look(objects, otherDatabase)).rejects.toMatchObject(NOT_OURS);
  await look(otherStore, otherDatabase);
  await expect(look(otherStore)).rejects.toMatchObject(NOT_OURS);
  await adoptStore({ db: database.db, objects: otherStore });
  await look(otherStore);
  await expect(look(otherStore, otherDatabase)).rejects.toMatchObject(NOT_OURS);
});

test("a process does not begin with another one's bucket, and begins while the store is away", async () => {
  await look();
  const atStart = (store: ObjectStore) => createStoreMark({ db: database.db, objects: store }).atStart(log);
  await atStart(objects);
  await expect(atStart((await newStore()).objects)).rejects.toThrow(
    /S3_BUCKET and DATABASE_URL do not belong/,
  );
  s3.setFaults({ errorRate: 1 });
  await atStart(objects);
});
