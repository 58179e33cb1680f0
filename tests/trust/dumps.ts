import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { Redis } from "ioredis";
import pg from "pg";
import type { Haystack } from "./find-secrets.ts";

const ROWS = 500;

/** Every row of every table that this role may read, as PostgreSQL writes it. */
export async function* databaseDump(url: string): AsyncGenerator<Haystack> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
         AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT')`,
    );
    for (const { name } of rows) yield { name: `table ${name}`, content: rowsOf(client, name) };
  } finally {
    await client.end();
  }
}

async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<string> {
  await client.query("BEGIN");
  await client.query(`DECLARE dumped CURSOR FOR SELECT t::text AS row FROM ${table} t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS} FROM dumped`);
    if (rows.length === 0) break;
    yield `${rows.map(({ row }) => row).join("\n")}\n`;
  }
  await client.query("COMMIT");
}

const READ: Record<string, (redis: Redis, key: string) => Promise<unknown>> = {
  string: (redis, key) => redis.get(key),
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.zrange(key, 0, -1, "WITHSCORES"),
  stream: (redis, key) => redis.xrange(key, "-", "+"),
};

/** Every key of Redis with what it holds. */
export async function* redisDump(url: string): AsyncGenerator<Haystack> {
  const redis = new Redis(url);
  try {
    for await (const keys of redis.scanStream({ count: ROWS }) as AsyncIterable<string[]>) {
      for (const key of keys) {
        const type = await redis.type(key);
        const value = await READ[type]?.(redis, key);
        if (value === undefined && type !== "none")
          throw new Error(`Redis holds a ${type}, which nobody reads`);
        yield { name: `Redis ${key}`, content: `${key} ${JSON.stringify(value)}` };
      }
    }
  } finally {
    redis.disconnect();
  }
}

type Bucket = {
  S3_ENDPOINT: string;
  S3_BUCKET: string;
  S3_ACCESS_KEY_ID: string;
  S3_SECRET_ACCESS_KEY: string;
};

/** Every object of the store: its key, what is said of it, its bytes. */
export async function* objectsDump(env: Bucket): AsyncGenerator<Haystack> {
  const client = new S3Client({
    endpoint: env.S3_ENDPOINT,
    region: "auto",
    forcePathStyle: true,
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
  });
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: env.S3_BUCKET, ContinuationToken: token }),
    );
    for (const { Key } of page.Contents ?? []) {
      const { Body, Metadata } = await client.send(new GetObjectCommand({ Bucket: env.S3_BUCKET, Key }));
      yield { name: `object ${Key} by name`, content: `${Key} ${JSON.stringify(Metadata)}` };
      if (Body) yield { name: `object ${Key}`, content: Body as unknown as AsyncIterable<Uint8Array> };
    }
    token = page.NextContinuationToken;
  } while (token);
  client.destroy();
}

/** What anybody on the machine sees of its processes. */
export async function processesDump(): Promise<Haystack> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid,args", "-ww"], { maxBuffer: 1 << 26 });
  return { name: "ps", content: stdout };
}
