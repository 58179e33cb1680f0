export type UploadedPart = { number: number; etag: string };
type Upload = { key: string; uploadId: string };

/**
 * Some MB on their way take longer than a picture. A part that is under way when its upload is aborted may be there
 * after it (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html): not before this has passed
 * since the last call can have begun is it known what lies there.
 */
export const PART_MS = 120_000;

/**
 * A file too large for memory, put part by part. All parts but the last must have the same size, of 5 MiB at least, and
 * there are at most 10,000 of them (https://developers.cloudflare.com/r2/objects/multipart-objects; S3 itself lets the
 * sizes differ). A part that is put again replaces the one before.
 */
export interface Uploads {
  begin(key: string, options: { contentType: string }, signal?: AbortSignal): Promise<string>;
  putPart(upload: Upload, number: number, bytes: Uint8Array, signal?: AbortSignal): Promise<string>;
  /**
   * `upload_gone` when the store does not know the upload any more, or has other parts than these. Fine when the file is
   * there already: a key is put together once, and the answer to that may have been lost.
   */
  finish(upload: Upload, parts: readonly UploadedPart[], signal?: AbortSignal): Promise<void>;
  /** Those of keys that begin so which were begun and neither finished nor aborted; a thousand of them at the most. */
  open(prefix: string, signal?: AbortSignal): Promise<Upload[]>;
  /** Lets go of what was put; one that is unknown is fine. */
  abort(upload: Upload): Promise<void>;
  /** How large the file is; null when there is none. */
  bytesOf(key: string, signal?: AbortSignal): Promise<number | null>;
}
