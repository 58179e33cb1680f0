import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;
/** What both the client and a transaction offer. */
export type Queries = Db | Prisma.TransactionClient;

const WAIT_MS = 10_000;

export function openDb(databaseUrl: string, poolSize: number): Db {
  const adapter = new PrismaPg({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: WAIT_MS,
  });
  // Prisma's own limits are 2 and 5 seconds: too little for the moment when everybody wants a connection at once, and
  // for the shop that leaves with everything it ever made.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: WAIT_MS, timeout: 30_000 } });
}

/** Postgres refused a row because one with the same unique key stands already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
