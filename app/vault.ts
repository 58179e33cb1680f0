import { openDb } from "./platform/db/db.server.ts";
import { readEnv } from "./platform/env.server.ts";
import { resealSessions, type Resealed } from "./platform/reseal-sessions.server.ts";
import { createSeal } from "./platform/seal.server.ts";
import { run } from "./process.server.ts";

/** `npm run vault:rotate`: seals every stored credential with the first of ENCRYPTION_KEYS, while the app runs. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const db = openDb(env.DATABASE_URL, 2);
  try {
    const { unreadableByKey, ...counts } = await resealSessions(db, createSeal(env.ENCRYPTION_KEYS));
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    if (counts.unreadable === 0) return;
    process.stderr.write(`${whatToDo({ ...counts, unreadableByKey })}\n`);
    process.exitCode = 1;
  } finally {
    await db.$disconnect();
  }
}

function whatToDo({ unreadable, unreadableByKey }: Resealed): string {
  const keys = Object.entries(unreadableByKey).map(([id, count]) => `${count} sealed by key "${id}"`);
  return [
    `${unreadable} stored credential(s) open with none of ENCRYPTION_KEYS: ${keys.join(", ")}.`,
    "If you still have such a key, add it after the first one, with this id and its right value, and run this again.",
    "If it is lost: nothing is to be done here. Those stores connect again when somebody opens Packshot there,",
    "and until then their work waits. Sessions of people end by themselves within two days.",
  ].join("\n");
}

run(main);
