import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;
/** What both the client and a transaction offer. */
export type Queries = Db | Prisma.TransactionClient;

const WAIT_MS = 10_000;
const TRANSACTION_MS = 30_000;
/** Longer than any transaction: who hears nothing for so long will not hear anything any more. */
const SILENT_MS = 40_000;
/** For what takes minutes in one statement: to add up all ledgers. */
export const PATIENT_MS = 330_000;

type Options = {
  /** Gets to see the connections, to tell how many are in use. */
  onPool?: (pool: pg.Pool) => void;
  /** A connection that says nothing for so long is given up; the server gives up a statement that takes so long. */
  silentMs?: number;
};

export function openDb(
  databaseUrl: string,
  poolSize: number,
  { onPool, silentMs = SILENT_MS }: Options = {},
): Db {
  const settings = {
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: WAIT_MS,
    ...{ keepAlive: true, keepAliveInitialDelayMillis: WAIT_MS },
    stream: () => hangingUpAfter(silentMs),
    // Not as parameters of the connection, which PgBouncer refuses.
    onConnect: (client: pg.ClientBase) => client.query(giveUpAfter(silentMs)),
  };
  const pool = new pg.Pool(settings);
  onPool?.(pool);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  // Prisma's own limits are 2 and 5 seconds: too little for the moment when everybody wants a connection at once, and
  // for the shop that leaves with everything it ever made.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: WAIT_MS, timeout: TRANSACTION_MS } });
}

/**
 * A server that is gone without a word, or a firewall that forgot the connection, would never answer, and whoever asked
 * would wait for ever: pg's `query_timeout` lets go of the query, but gives the connection back to the pool.
 */
function hangingUpAfter(silentMs: number): Socket {
  const socket = new Socket();
  const hangUp = () => socket.destroy(new Error(`The database was silent for ${silentMs} ms`));
  return socket.setTimeout(silentMs, hangUp);
}

/** So that what we no longer wait for ends there too, and lets go of its locks. */
function giveUpAfter(silentMs: number): string {
  return `SET statement_timeout = ${silentMs}; SET idle_in_transaction_session_timeout = ${silentMs}`;
}

/** A statement waited for a lock longer than its transaction allows. The driver's own code hides in Prisma's data. */
export function isLockTimeout(error: unknown): boolean {
  const isKnown = error instanceof Prisma.PrismaClientKnownRequestError;
  return isKnown && JSON.stringify(error.meta ?? {}).includes("55P03");
}

/** Postgres refused a row because one with the same unique key stands already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
