import { parseArgs } from "node:util";
import { bulk } from "./bulk.ts";
import { enqueue } from "./enqueue.ts";
import { erase } from "./erase.ts";
import { exportAll } from "./export.ts";
import { fair } from "./fair.ts";
import { growth } from "./growth.ts";
import { limit } from "./limit.ts";
import { main } from "./main.ts";
import { pages } from "./pages.ts";
import { publish } from "./publish.ts";
import { queue } from "./queue.ts";
import { restore } from "./restore.ts";
import { web } from "./web.ts";

/** `npm run bench -- NAME [--json]`; see bench/README.md. Progress goes to stderr, the figures to stdout. */
const BENCHES: Record<string, () => Promise<Record<string, unknown>>> = {
  main,
  queue,
  bulk,
  enqueue,
  export: exportAll,
  fair,
  growth,
  limit,
  pages,
  publish,
  restore,
  erase,
  web,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" } } });
const bench = BENCHES[positionals[0] ?? ""];
if (!bench) throw new Error(`Name a bench: ${Object.keys(BENCHES).join(", ")}`);

const figures = await bench();
console.log(values.json ? JSON.stringify(figures) : figures);
process.exit(0);
