import type { Redis } from "ioredis";

const NONSENSE = /WRONGTYPE|not an integer|not a valid float/;

/** A key of another type than scripts expect, or data that is no JSON or no number: whoever uses it meets it again and again. */
export function isNonsense(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof Error && NONSENSE.test(error.message));
}

/**
 * In one piece: of a job that came between looking and removing, all but its place in line would be left, and its id
 * would be taken for ever.
 */
const EMPTY = `
  local cursor = '0'
  repeat
    local found = redis.call('scan', cursor, 'MATCH', ARGV[1], 'COUNT', 500)
    cursor = found[1]
    for _, key in ipairs(found[2]) do redis.call('unlink', key) end
  until cursor == '0'`;

/** Removes all that one queue holds. Nothing is lost: rows are the truth, and hand over what is to be done again. */
export async function emptyQueue(redis: Redis, prefix: string, name: string): Promise<void> {
  await redis.eval(EMPTY, 0, `${prefix}:${name}:*`);
}
