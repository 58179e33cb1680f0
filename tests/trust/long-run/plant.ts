import { randomBytes } from "node:crypto";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import pg from "pg";
import sharp from "sharp";
import { statements } from "./everything.ts";
import type { LongRun } from "./scene.ts";

/** Something that no one may leave anywhere; this test does, everywhere. Each way of writing it is another text. */
export const PLANTED = `left/there+${randomBytes(12).toString("hex")}`;
const inHex = Buffer.from(PLANTED).toString("hex");
const inBase64 = Buffer.from(`x:${PLANTED}`).toString("base64");
const inUrl = encodeURIComponent(PLANTED);

/** Where it must be found, by parts of the names of what is searched. The first ones people's own words bring there. */
export const PLACES = [
  ...['as owner, table public."Batch"', 'as app, table public."Batch"', ".zip / batches.csv"],
  ...["page /app/published", "data of /app/published"],
  ...['table public."WebhookEvent"', "statements of the database", "all it was told"],
  ...["string", "hash", "list", "set", "zset", "stream"].map((type) => `Redis planted:${type}`),
  ...["object planted/bytes", "object planted/said by name", `${inHex} by name`],
  ...["metadata of object planted/picture.png", "ps", "app.log"],
];

/** Texts that stand in what is searched anyhow: it is what it says, and what went wrong was written down. */
export const MARKERS: readonly (readonly [place: string, text: string])[] = [
  ["metrics of web", "packshot_http"],
  ["metrics of a worker", "process_cpu_seconds_total"],
  ["outside /privacy", "this is a sandbox"],
  ["page /app/privacy/data", "northwind-goods"],
  ["app.log", "worker is ready"],
  ["app.log", "has been suspended"],
  ["app.log", "the store must reconnect"],
];

export async function plant(run: LongRun): Promise<void> {
  await inDatabase(run);
  await inRedis(run);
  await inObjects(run);
  await run.operate(["app/operate.ts", PLANTED]); // `ps` shows it, and it says that there is no such command
}

async function inDatabase(run: LongRun): Promise<void> {
  const { domain: shop } = run.south;
  const done = { eventId: "planted", topic: "PRODUCTS_DELETE", doneAt: new Date() };
  await run.stack.database.db.webhookEvent.create({ data: { shop, ...done, payload: { deep: [inBase64] } } });
  const client = new pg.Client({ connectionString: run.stack.database.url });
  await client.connect();
  await client.query(`SELECT '${PLANTED}'`);
  run.seen.push(await statements(run.adminUrl));
  await client.end();
}

async function inRedis({ redis: { redis } }: LongRun): Promise<void> {
  await redis.set("planted:string", PLANTED);
  await redis.hset("planted:hash", { field: inBase64 });
  await redis.rpush("planted:list", inUrl);
  await redis.sadd("planted:set", inHex);
  await redis.zadd("planted:zset", 1, JSON.stringify({ deep: PLANTED }));
  await redis.xadd("planted:stream", "*", "field", inHex.toUpperCase());
}

async function inObjects({ stack: { env } }: LongRun): Promise<void> {
  const credentials = { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY };
  const client = new S3Client({
    ...{ endpoint: env.S3_ENDPOINT, region: "auto", forcePathStyle: true, credentials },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const put = (name: string, Body: Buffer, Metadata = {}) =>
    client.send(new PutObjectCommand({ Bucket: env.S3_BUCKET, Key: `planted/${name}`, Body, Metadata }));
  await put("bytes", Buffer.from(`... ${inBase64} ...`));
  await put("said", Buffer.from("nothing"), { why: inUrl });
  await put(inHex, Buffer.from("nothing"));
  const square = sharp({ create: { width: 9, height: 9, channels: 3, background: "white" } });
  await put("picture.png", await square.withXmp(xmpOf(PLANTED)).png().toBuffer());
  client.destroy();
}

const xmpOf = (text: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${text}"/>` +
  "</rdf:RDF></x:xmpmeta>";
