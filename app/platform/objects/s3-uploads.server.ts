import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  NotFound,
  S3ServiceException,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { PackshotError } from "../errors.ts";
import { answered, clientFor, type S3Config } from "./s3-object-store.server.ts";
import { PART_MS, type Uploads } from "./uploads.ts";

/** A store that puts ten thousand parts together takes its time. */
const FINISH_MS = 900_000;

/** What the store says of an upload that was aborted or finished, and of parts that are not those it has. */
const GONE = ["NoSuchUpload", "InvalidPart", "InvalidPartOrder"];

export function createS3Uploads(config: S3Config): Uploads {
  const { bucket: Bucket } = config;
  const client = clientFor(config);
  const bytesOf = (Key: string, abortSignal?: AbortSignal) =>
    answered(async () => {
      try {
        const found = await client.send(new HeadObjectCommand({ Bucket, Key }), { abortSignal });
        return found.ContentLength ?? 0;
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    }, abortSignal);

  return {
    bytesOf,

    async begin(Key, { contentType: ContentType }, abortSignal) {
      const CacheControl = "private, no-store";
      const command = new CreateMultipartUploadCommand({ Bucket, Key, ContentType, CacheControl });
      const { UploadId } = await answered(() => client.send(command, { abortSignal }), abortSignal);
      if (!UploadId) throw new PackshotError("store_unavailable", { reason: "an upload without an id" });
      return UploadId;
    },

    async putPart({ key: Key, uploadId: UploadId }, PartNumber, Body, abortSignal) {
      const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body });
      const options = { abortSignal, requestTimeout: PART_MS };
      const { ETag } = await known(() => client.send(command, options), abortSignal);
      if (!ETag) throw new PackshotError("store_unavailable", { reason: "a part without an ETag" });
      return ETag;
    },

    async finish({ key: Key, uploadId: UploadId }, parts, abortSignal) {
      const Parts = parts.map(({ number: PartNumber, etag: ETag }) => ({ PartNumber, ETag }));
      const whole = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
      const options = { abortSignal, requestTimeout: FINISH_MS };
      const finishing = () => client.send(new CompleteMultipartUploadCommand(whole), options);
      // To finish twice is fine with S3; others do not know the upload any more (https://github.com/minio/minio/issues/13318).
      try {
        await known(finishing, abortSignal);
      } catch (error) {
        if (!isGone(error) || (await bytesOf(Key, abortSignal)) === null) throw error;
      }
    },

    async open(Prefix, abortSignal) {
      const command = new ListMultipartUploadsCommand({ Bucket, Prefix });
      const { Uploads = [] } = await answered(() => client.send(command, { abortSignal }), abortSignal);
      return Uploads.flatMap(({ Key: key, UploadId: uploadId }) =>
        key && uploadId ? { key, uploadId } : [],
      );
    },

    async abort({ key: Key, uploadId: UploadId }) {
      try {
        await known(() => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}

const isGone = (error: unknown) => error instanceof PackshotError && error.code === "upload_gone";

/** As `answered`, but tells an upload that is not there from a store that is not. */
async function known<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const outcome = await answered(async () => {
    try {
      return [await call()] as const;
    } catch (error) {
      if (error instanceof S3ServiceException && GONE.includes(error.name)) return error;
      throw error;
    }
  }, signal);
  if (outcome instanceof S3ServiceException) throw new PackshotError("upload_gone", {}, { cause: outcome });
  return outcome[0];
}
