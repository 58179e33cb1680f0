import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the ports from which Linux (32768), macOS and Windows (49152) take the near end of outgoing connections:
 * a port handed out here is used a moment later, and again after a restart, and must not be taken meanwhile.
 */
const FIRST = 20_000;
const COUNT = 10_000;
const TRIES = 200;

/** Processes beside each other start their search in different places. */
let next = (process.pid * 61) % COUNT;

/** A port of loopback that nobody uses at this moment, never the same twice: the preferred one if it is free. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isFree(preferred))) return preferred;
  for (let tries = 0; tries < TRIES; tries++) {
    next = (next + 1) % COUNT;
    if (await isFree(FIRST + next)) return FIRST + next;
  }
  throw new Error(`none of ${TRIES} ports from ${FIRST} on is free`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
    return true;
  } catch (error) {
    // Windows keeps ranges for itself and answers EACCES there.
    if (["EADDRINUSE", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  } finally {
    probe.close();
  }
}
