import { closeSome } from "../generation/erase.server.ts";
import { endAllBatches } from "../generation/leave-shop.server.ts";
import { filesSettledAt, forgetFiles, settledFiles } from "../library/erase.server.ts";
import { uploadsSettledAt } from "./drop-exports.server.ts";
import { ROWS, type EraseSome } from "./erase-rows.server.ts";
import { countErased } from "./erasure-report.server.ts";
import { Later, type Chunk } from "./erasing.ts";
import { checkErasing, holdErasing } from "./hold-erasing.server.ts";

const FILES = 500;
/** Few enough that another shop's work never waits for one. */
const ROWS_AT_ONCE = 1_000;

/**
 * Who begins ends it too, unless it was killed: credentials are no more, and nothing goes that some worker may still
 * hold.
 */
const endWork: Chunk = async ({ db, shop, since, clock }) => {
  const now = clock.now();
  await db.$transaction(async (tx) => {
    await holdErasing(tx, { shop, since });
    await tx.session.deleteMany({ where: { shop } });
    await endAllBatches(tx, shop, now);
  });
  return (await closeSome(db, shop, now)) ? 0 : 1;
};

/** A file goes before the row that names it, and both are counted with the row. */
const eraseFiles: Chunk = async (erasing) => {
  const { db, ownerDb, objects, shop, clock, report } = erasing;
  const keys = await settledFiles(db, shop, clock.now(), FILES);
  if (keys.length === 0) {
    const at = await filesSettledAt(db, shop);
    if (at) throw new Later(at);
    return 0;
  }
  await checkErasing(db, erasing);
  await objects.delete(keys);
  return ownerDb.$transaction(async (tx) => {
    await holdErasing(tx, erasing);
    await countErased(tx, report, "files", await forgetFiles(tx, shop, keys));
    return keys.length;
  });
};

/** Nothing that names an export goes while somebody may be putting a piece of one. */
const awaitUploads: Chunk = async ({ db, shop, clock }) => {
  const at = await uploadsSettledAt(db, shop);
  if (at && at > clock.now()) throw new Later(at);
  return 0;
};

/** Pieces of exports that were being made, whether a row knows of them or not: no listing of files shows them. */
const eraseUploads: Chunk = async (erasing) => {
  const { db, uploads, shop } = erasing;
  const open = await uploads.open(`shops/${shop}/`);
  if (open.length > 0) await checkErasing(db, erasing);
  for (const upload of open) await uploads.abort(upload);
  return open.length;
};

function rowsOf([what, eraseSome]: [string, EraseSome]): Chunk {
  return ({ ownerDb, shop, since, report }) =>
    ownerDb.$transaction(async (tx) => {
      await holdErasing(tx, { shop, since });
      const count = await eraseSome(tx, shop, ROWS_AT_ONCE, report.pseudonym);
      await countErased(tx, report, what, count);
      return count;
    });
}

/**
 * What lies in the shop's folder though no row names it. Nothing is put there any more: work ended before, and a shop
 * that comes back begins when its row is gone.
 */
const eraseUnknownFiles: Chunk = async (erasing) => {
  const { db, ownerDb, objects, shop, report } = erasing;
  for await (const page of objects.list(`shops/${shop}/`)) {
    if (page.length === 0) continue;
    await checkErasing(db, erasing);
    await objects.delete(page.map(({ key }) => key));
    await ownerDb.$transaction(async (tx) => {
      await holdErasing(tx, erasing);
      await countErased(tx, report, "filesWithoutRow", page.length);
    });
    return page.length; // what comes after it is asked for anew
  }
  return 0;
};

export const CHUNKS: readonly Chunk[] = [
  endWork,
  eraseFiles,
  eraseUploads, // at once, though pieces that are under way may outlive it
  awaitUploads,
  ...Object.entries(ROWS).map(rowsOf),
  eraseUnknownFiles,
  eraseUploads,
];
