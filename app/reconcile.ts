import { parseArgs } from "node:util";
import { openDb } from "./platform/db/db.server.ts";
import { readEnv } from "./platform/env.server.ts";
import { isPackshotError, type PackshotError } from "./platform/errors.ts";
import { createS3ObjectStore } from "./platform/objects/s3-object-store.server.ts";
import { adoptStore, createStoreMark } from "./platform/objects/store-mark.server.ts";
import { reconcile } from "./privacy/reconcile.server.ts";
import { run } from "./process.server.ts";

const WORDS = {
  shops: "shops looked at",
  objects: "files in the store",
  rows: "rows that name a file",
  young: "files without a row, younger than a day: left alone",
  orphans: "files that no row names",
  unrecorded: "files of images that are not noted",
  missing: "images whose file is gone",
  missingThumbnails: "thumbnails that are gone",
  undecodable: "thumbnails whose original does not decode: left alone",
  empty: "rows that name a file of nothing",
  missingExports: "exports whose file is gone",
  mended: "mended",
};

const OPTIONS = {
  fix: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  adopt: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** `npm run reconcile -- [--fix [--force]] [--json]`: compares the object store with the database, both ways. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const env = readEnv(process.env);
  const db = openDb(env.DATABASE_URL, 2);
  const objects = createS3ObjectStore(
    {
      endpoint: env.S3_ENDPOINT,
      region: env.S3_REGION,
      bucket: env.S3_BUCKET,
      accessKeyId: env.S3_ACCESS_KEY_ID,
      secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    },
    { now: () => new Date() },
  );
  const storeMark = createStoreMark({ db, objects });
  const { fix: isFixing, force: isForced } = values;
  try {
    if (values.adopt) await adoptStore({ db, objects });
    const found = await reconcile({ db, objects, storeMark, now: new Date(), isFixing, isForced });
    const lines = Object.entries(WORDS).map(
      ([name, words]) => `${found[name as keyof typeof WORDS]} ${words}`,
    );
    process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : `${lines.join("\n")}\n`);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    process.stderr.write(`Nothing was touched: ${String(error.data.reason)}. See docs/operations.md.\n`);
    process.exitCode = 1;
  } finally {
    await db.$disconnect();
  }
}

function isRefusal(error: unknown): error is PackshotError {
  return isPackshotError(error) && ["store_not_ours", "too_much_to_mend"].includes(error.code);
}

run(main);
