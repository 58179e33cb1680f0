import { parseArgs } from "node:util";
import { buildIfStale } from "../../../sandbox/build.ts";
import { runScenario } from "./scenario.ts";
import { isClean } from "./verdict.ts";

/**
 * `npm run test:faults -- [--json] [--generations N] [--short N]`: people work while everything around them is killed,
 * restarted, flushed and failing: long on Bull with Redis, short on the local queue. Exit code 0 only if the zeros are zeros.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean" },
    generations: { type: "string", default: "2000" },
    short: { type: "string", default: "200" },
  },
});

await buildIfStale();
const bull = await runScenario({ kind: "bull", generations: Number(values.generations), leastKills: 20 });
process.stderr.write(`bull: ${JSON.stringify(bull)}\n`);
const local = await runScenario({ kind: "local", generations: Number(values.short), leastKills: 3 });
const verdict = { bull, local };
console.log(values.json ? JSON.stringify(verdict) : verdict);
process.exit(isClean(bull) && isClean(local) ? 0 : 1);
