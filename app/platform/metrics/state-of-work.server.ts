import { Gauge, type Registry } from "prom-client";
import type { Db } from "../db/db.server.ts";
import type { Logger } from "../logger.server.ts";

type Figure = { metric: Metric; label: string; value: number };
type Metric = keyof typeof GAUGES;

const GAUGES = {
  readable: ["packshot_work_readable", "1 while the figures about the work can be read from the database"],
  batches: ["packshot_batches", "Batches that are not over, by state"],
  backlog: [
    "packshot_generations_backlog",
    "Generations still to do, running ones included, by their batch's state",
  ],
  running: ["packshot_generations_running", "Generations that a worker holds"],
  publications: [
    "packshot_publications",
    "Publications that are not over, by state; unclear: a person must look",
  ],
  stopped: ["packshot_model_stopped", "1 for each reason why no paid call is made at the moment"],
  calls: ["packshot_model_calls_today", "Calls of the model on this day of Pacific time, all processes"],
  paid: [
    "packshot_model_paid_micros_today",
    "What the calls of this day may cost, in millionths of a dollar",
  ],
  reconnect: [
    "packshot_shops_to_reconnect",
    "Shops whose credentials do not open or are refused: their work waits until somebody opens Packshot there",
  ],
  erasing: ["packshot_shops_erasing", "Shops of which everything is being erased"],
  erasingSince: [
    "packshot_erasing_oldest_seconds",
    "How long the erasure that began first has been under way; one that stands still grows old",
  ],
  asked: [
    "packshot_shops_asked",
    "Shops that Shopify was asked for within a day, whether Packshot is still installed: all, and refused",
  ],
  doomed: ["packshot_objects_doomed", "Files that wait to be removed from the store; counted up to 10,000"],
} as const;

/** Two scrapers, or an impatient one, cost the database nothing more. */
const KEPT_MS = 5_000;

type Deps = { db: Db; log: Logger; today: () => string };

/**
 * Figures about all work, read from the database when somebody asks. Every process tells the same: take the maximum
 * over processes, not the sum.
 */
export function observeWork(registry: Registry, deps: Deps): void {
  let figures: Promise<Figure[]> = Promise.resolve([]);
  let readAt = -KEPT_MS;
  const latest = () => {
    if (performance.now() - readAt < KEPT_MS) return figures;
    readAt = performance.now();
    figures = readFigures(deps).catch((error: unknown) => {
      deps.log.warn({ err: error }, "no figures about the work");
      return [{ metric: "readable", label: "", value: 0 } as const];
    });
    return figures;
  };
  for (const metric of Object.keys(GAUGES) as Metric[]) register(registry, metric, latest);
}

function register(registry: Registry, metric: Metric, latest: () => Promise<Figure[]>): void {
  const [name, help] = GAUGES[metric];
  const hasLabel = ["batches", "backlog", "publications", "stopped", "asked"].includes(metric);
  const label = metric === "stopped" ? "reason" : "state";
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: hasLabel ? [label] : [],
    registers: [registry],
    async collect() {
      const own = (await latest()).filter((figure) => figure.metric === metric);
      gauge.reset(); // a state that nothing is in any more is gone
      for (const { label: value, value: count } of own) gauge.set(hasLabel ? { [label]: value } : {}, count);
    },
  });
}

/** One statement, cheap whatever lies in the tables: partial indexes, and counters on the batches' rows. */
async function readFigures({ db, today }: Deps): Promise<Figure[]> {
  return db.$queryRaw<Figure[]>`
    SELECT 'readable' AS metric, '' AS label, 1::float8 AS value
    UNION ALL
    SELECT 'batches', state, count(*)::float8 FROM "Batch"
    WHERE state IN ('collecting', 'quoted', 'running', 'paused') GROUP BY state
    UNION ALL
    SELECT 'backlog', state, sum("quotedImages" + regenerations - done - failed - cancelled)::float8 FROM "Batch"
    WHERE state IN ('running', 'paused') GROUP BY state
    UNION ALL
    SELECT 'running', '', count(*)::float8 FROM "Generation" WHERE state = 'running'
    UNION ALL
    SELECT 'publications', state, count(*)::float8 FROM "Publication"
    WHERE state IN ('pending', 'uploading', 'processing', 'unclear') GROUP BY state
    UNION ALL
    SELECT 'stopped', reason, 1 FROM "ModelStop" WHERE until IS NULL OR until > now()
    UNION ALL
    SELECT 'calls', '', COALESCE(sum(calls), 0)::float8 FROM "ModelDay" WHERE day = ${today()}
    UNION ALL
    SELECT 'paid', '', COALESCE(sum("paidMicros"), 0)::float8 FROM "ModelDay" WHERE day = ${today()}
    UNION ALL
    SELECT 'reconnect', '', count(*)::float8 FROM "Shop"
    WHERE "reconnectSince" IS NOT NULL AND "uninstalledAt" IS NULL
    UNION ALL
    SELECT 'erasing', '', count(*)::float8 FROM "Shop" WHERE "erasingSince" IS NOT NULL
    UNION ALL
    SELECT 'erasingSince', '', COALESCE(extract(epoch FROM clock_timestamp() - min("erasingSince")), 0)::float8
    FROM "Shop" WHERE "erasingSince" IS NOT NULL
    UNION ALL
    SELECT 'asked', answer, count(*)::float8 FROM "Shop" s CROSS JOIN (VALUES ('all'), ('refused')) AS a (answer)
    WHERE s."checkedAt" > now() - interval '1 day' AND (s."uninstalledAt" IS NULL OR s."uninstallLearnt" = 'inferred')
      AND (answer = 'all' OR s."reconnectWhy" = 'refused') GROUP BY answer
    UNION ALL
    SELECT 'doomed', '', count(*)::float8
    FROM (SELECT 1 FROM "StoredObject" WHERE state = 'doomed' LIMIT 10000) AS doomed`;
}
