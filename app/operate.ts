import { parseArgs } from "node:util";
import { operate, OperatorFailure, type Words } from "./operate-commands.server.ts";
import { openDb, PATIENT_MS } from "./platform/db/db.server.ts";
import { readEnv } from "./platform/env.server.ts";
import { createPseudonyms } from "./platform/pseudonym.server.ts";
import { run } from "./process.server.ts";

/** `npm run operate -- COMMAND …`: what the operator does by hand. Without a command it says which there are. */
async function main(): Promise<void> {
  const typed = typedWords();
  const env = readEnv(process.env);
  const config = {
    startingGrant: env.STARTING_CREDITS,
    batchCap: env.BATCH_CAP_CREDITS,
    monthlyCap: env.MONTHLY_CAP_CREDITS,
    pseudonymOf: createPseudonyms(env.PSEUDONYM_KEY),
  };
  const db = openDb(env.DATABASE_URL, 2, { silentMs: PATIENT_MS });
  try {
    process.stdout.write(`${await operate({ db, config, now: new Date() }, typed)}\n`);
  } catch (error) {
    if (!(error instanceof OperatorFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await db.$disconnect();
  }
}

/** Lenient: what looks like an option but is none is a word like any other, and refused where it stands. */
function typedWords(): Words {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { key: { type: "string" } },
  });
  return { words: positionals, key: typeof values.key === "string" ? values.key : undefined };
}

run(main);
