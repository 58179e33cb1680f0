import { openRequestLimits } from "../../app/platform/limits/request-limits.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";

/** A process of its own that counts one shop so often, and says how often it was let through. See request-limits.test.ts. */
const [, , redisUrl, who = "", times, limit] = process.argv;
const each = Number(limit);
const limits = openRequestLimits({
  perMinute: { shop: each, costly: each, webhook: each, stranger: each, refused: each },
  redisUrl,
  log: createLogger("silent"),
});
let passed = 0;
for (let n = 0; n < Number(times); n += 1) if ((await limits.count("shop", who)) === 0) passed += 1;
process.stdout.write(String(passed));
limits.close();
