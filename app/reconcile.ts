import { parseArgs } from "node:util";
import { openDb } from "./platform/db/db.server.ts";
import { readEnv } from "./platform/env.server.ts";
import { createS3ObjectStore } from "./platform/objects/s3-object-store.server.ts";
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
  empty: "rows that name a file of nothing",
  missingExports: "exports whose file is gone",
  mended: "mended",
};

/** `npm run reconcile -- [--fix] [--json]`: compares the object store with the database, both ways. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { fix: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  });
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
  try {
    const found = await reconcile({ db, objects, now: new Date(), isFixing: values.fix });
    const lines = Object.entries(WORDS).map(
      ([name, words]) => `${found[name as keyof typeof WORDS]} ${words}`,
    );
    process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : `${lines.join("\n")}\n`);
  } finally {
    await db.$disconnect();
  }
}

run(main);
