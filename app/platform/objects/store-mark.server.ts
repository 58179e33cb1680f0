import type { Db } from "../db/db.server.ts";
import { ConfigurationError } from "../env.server.ts";
import { isPackshotError, PackshotError } from "../errors.ts";
import type { Logger } from "../logger.server.ts";
import { atMost } from "../wait.ts";
import type { ObjectStore } from "./object-store.ts";

type Deps = { db: Db; objects: ObjectStore };

/** Beside the shops' folders. */
const KEY = "store-mark";
/** A start waits no longer for a database or a store that is away: the first look at whether all is ready asks again. */
const AT_START_MS = 3_000;

export type StoreMark = {
  /** Fails where a bucket is configured that belongs to another database, or to none though this one has one. */
  assertOurs(): Promise<void>;
  /** The same for a process that begins. */
  atStart(log: Logger): Promise<void>;
};

/**
 * The bucket and the database know each other by an id that both hold, made at the first start. With a wrong one of them
 * all files would look lost and all rows of them, too: what is deleted would stay, and what is mended would be destroyed.
 */
export function createStoreMark(deps: Deps): StoreMark {
  let isOurs = false;
  const assertOurs = async () => {
    if (!isOurs) await compare(deps);
    isOurs = true;
  };
  return { assertOurs, atStart: (log) => atStart(assertOurs(), log) };
}

/** The row comes first: of several that start at once, all put the same. */
async function compare({ db, objects }: Deps): Promise<void> {
  await db.storeMark.createMany({ data: [{}], skipDuplicates: true });
  const { id, isPut } = await db.storeMark.findUniqueOrThrow({ where: { one: true } });
  const there = await markIn(objects);
  if (there !== null && there !== id) throw notOurs("it belongs to another database");
  if (there === null && isPut) throw notOurs("it lacks the mark of this database's store");
  if (there === null) await put(objects, id);
  if (!isPut) await db.storeMark.updateMany({ data: { isPut: true } });
}

/** The operator says that they belong together, as after files were moved to a new bucket without the mark. */
export async function adoptStore({ db, objects }: Deps): Promise<void> {
  await db.storeMark.createMany({ data: [{}], skipDuplicates: true });
  const { id } = await db.storeMark.findUniqueOrThrow({ where: { one: true } });
  await put(objects, id);
  await db.storeMark.updateMany({ data: { isPut: true } });
}

async function put(objects: ObjectStore, id: string): Promise<void> {
  await objects.put(KEY, Buffer.from(id), { contentType: "text/plain" });
}

async function markIn(objects: ObjectStore): Promise<string | null> {
  try {
    return (await objects.get(KEY)).toString();
  } catch (error) {
    if (isPackshotError(error) && error.code === "image_file_gone") return null;
    throw error;
  }
}

function notOurs(reason: string): PackshotError {
  return new PackshotError("store_not_ours", { reason });
}

async function atStart(comparing: Promise<void>, log: Logger): Promise<void> {
  try {
    const isOver = await atMost(AT_START_MS, comparing);
    if (!isOver) log.warn("not known yet whether the object store belongs to the database");
  } catch (error) {
    if (!isPackshotError(error) || error.code !== "store_not_ours") {
      return log.warn({ err: error }, "not known yet whether the object store belongs to the database");
    }
    throw new ConfigurationError([
      `S3_BUCKET and DATABASE_URL do not belong together: of the bucket, ${String(error.data.reason)}. ` +
        "docs/operations.md says what to do, under The store's mark",
    ]);
  }
}
