import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// `prisma generate` downloads a schema engine that generating never runs. Naming any program that exists skips the
// download, so that installing works where Prisma's binary host cannot be reached.
const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env };

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const root = dirname(import.meta.dirname);
const schema = join(import.meta.dirname, "schema.prisma");
const { status, error } = spawnSync(
  process.execPath,
  [prisma, "generate", "--schema", schema, "--no-hints"],
  {
    cwd: root,
    env,
    stdio: "inherit",
  },
);
if (error) throw error;
process.exitCode = status ?? 1;
