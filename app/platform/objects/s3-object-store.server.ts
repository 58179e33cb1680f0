import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { Clock } from "../clock.ts";
import { PackshotError } from "../errors.ts";
import { attachmentNamed } from "./attachment.ts";
import { SIGNED_MINUTES, type ObjectStore } from "./object-store.ts";

export type S3Config = {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const SIGNING_STEP_MS = 15 * 60 * 1000;
const MOST_REMEMBERED = 20_000;
/** What one DeleteObjects call takes. */
const MOST_KEYS = 1000;

/** Any S3 server; R2 in production. Keys are never used twice, so browsers may keep what they were served for good. */
export function createS3ObjectStore(config: S3Config, clock: Clock): ObjectStore {
  const { bucket: Bucket } = config;
  const client = clientFor(config);
  const signed = createStepCache<string>();

  return {
    async put(Key, Body, { contentType: ContentType }, abortSignal) {
      const CacheControl = "private, max-age=31536000, immutable";
      const command = new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl });
      await answered(() => client.send(command, { abortSignal }), abortSignal);
    },

    async get(Key, abortSignal) {
      return answered(async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal });
        if (!Body) throw new Error("The store answered without a body");
        return Buffer.from(await Body.transformToByteArray());
      }, abortSignal);
    },

    async delete(keys) {
      for (let start = 0; start < keys.length; start += MOST_KEYS) {
        const Objects = keys.slice(start, start + MOST_KEYS).map((Key) => ({ Key }));
        const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
        const { Errors = [] } = await answered(() => client.send(command));
        if (Errors.length > 0) throw new PackshotError("store_unavailable", { errors: Errors.slice(0, 5) });
      }
    },

    // The first version of listing: its pages begin after a key, and need no token, which s3rver cannot make with
    // today's OpenSSL. R2 and S3 know both (https://developers.cloudflare.com/r2/api/s3/api/).
    async *list(Prefix) {
      for (let Marker: string | undefined, isLast = false; !isLast;) {
        const command = new ListObjectsCommand({ Bucket, Prefix, Marker });
        const { Contents = [], IsTruncated } = await answered(() => client.send(command));
        yield Contents.map(({ Key: key = "", Size: bytes = 0, LastModified: putAt = new Date(0) }) => {
          return { key, bytes, putAt };
        });
        Marker = Contents.at(-1)?.Key;
        isLast = !IsTruncated || !Marker;
      }
    },

    async *folders(Prefix) {
      for (let Marker: string | undefined, isLast = false; !isLast;) {
        const command = new ListObjectsCommand({ Bucket, Prefix, Delimiter: "/", Marker });
        const page = await answered(() => client.send(command));
        yield (page.CommonPrefixes ?? []).map((found) => (found.Prefix ?? "").slice(Prefix.length, -1));
        Marker = page.NextMarker; // told where there is a delimiter
        isLast = !page.IsTruncated || !Marker;
      }
    },

    async signedUrl(Key, { downloadAs } = {}) {
      const step = Math.floor(clock.now().getTime() / SIGNING_STEP_MS);
      return signed.get(step, `${Key}\n${downloadAs ?? ""}`, () => {
        const ResponseContentDisposition = downloadAs === undefined ? undefined : attachmentNamed(downloadAs);
        const command = new GetObjectCommand({ Bucket, Key, ResponseContentDisposition });
        const signingDate = new Date(step * SIGNING_STEP_MS);
        return getSignedUrl(client, command, { expiresIn: SIGNED_MINUTES * 60, signingDate });
      });
    },

    async ready() {
      await answered(() => client.send(new HeadBucketCommand({ Bucket })));
    },
  };
}

/**
 * Remembers what was made in the present step of time and forgets it all at the next: signing costs 0.4 ms of CPU, and
 * a page of review shows a hundred addresses that stay the same for the whole step.
 */
function createStepCache<T>() {
  const made = new Map<string, Promise<T>>();
  let current = 0;
  return {
    get(step: number, key: string, make: () => Promise<T>): Promise<T> {
      if (step !== current || made.size >= MOST_REMEMBERED) made.clear();
      current = step;
      const known = made.get(key) ?? make();
      made.set(key, known);
      return known;
    },
  };
}

export function clientFor({ endpoint, region, accessKeyId, secretAccessKey }: S3Config): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // R2 does not take the SDK's default checksums, and s3rver stores their framing as if it were content.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
}

export async function answered<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    signal?.throwIfAborted();
    throw new PackshotError(
      cause instanceof NoSuchKey ? "image_file_gone" : "store_unavailable",
      {},
      { cause },
    );
  }
}
