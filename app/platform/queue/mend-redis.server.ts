import type { Redis } from "ioredis";

/** A key of another type than Bull's scripts expect, or a job whose data is no JSON: Bull meets it again and again. */
export function isNonsense(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof Error && error.message.includes("WRONGTYPE"));
}

/** Removes all that one queue holds. Nothing is lost: rows are the truth, and hand over what is to be done again. */
export async function emptyQueue(redis: Redis, prefix: string, name: string): Promise<void> {
  for await (const keys of redis.scanStream({ match: `${prefix}:${name}:*`, count: 500 })) {
    if (Array.isArray(keys) && keys.length > 0) await redis.unlink(...keys.map(String));
  }
}
