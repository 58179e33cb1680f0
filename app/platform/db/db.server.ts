import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;
/** What both the client and a transaction offer. */
export type Queries = Db | Prisma.TransactionClient;

const WAIT_MS = 10_000;

/** `onPool` gets to see the connections, to tell how many are in use. */
export function openDb(databaseUrl: string, poolSize: number, onPool?: (pool: pg.Pool) => void): Db {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: WAIT_MS,
  });
  onPool?.(pool);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  // Prisma's own limits are 2 and 5 seconds: too little for the moment when everybody wants a connection at once, and
  // for the shop that leaves with everything it ever made.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: WAIT_MS, timeout: 30_000 } });
}

/** Postgres refused a row because one with the same unique key stands already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
