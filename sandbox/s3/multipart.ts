import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { WireRequest } from "./credential.ts";
import { refuse, type Refusal } from "./refusal.ts";

/** Where s3rver keeps the parts of uploads that are not finished. */
const UPLOADS = "._S3rver_uploads";

/** What S3 answers to GET ?uploads; s3rver does not know it. */
export async function uploadsXml(bucketFolder: string, { query }: WireRequest): Promise<string> {
  const prefix = query.get("prefix") ?? "";
  const uploads = await Promise.all(
    (await openUploads(bucketFolder)).map(async (id) => {
      const key = await readFile(join(bucketFolder, UPLOADS, id, "key"), "utf8").catch(() => null);
      return key?.startsWith(prefix) ? `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>` : "";
    }),
  );
  return `<ListMultipartUploadsResult>${uploads.join("")}</ListMultipartUploadsResult>`;
}

/** The uploads that were begun and neither finished nor aborted. */
export async function openUploads(bucketFolder: string): Promise<string[]> {
  return readdir(join(bucketFolder, UPLOADS)).catch(() => []);
}

/**
 * What s3rver lets pass or does not know: uploads that are not there, finishing with other parts than were put, parts of
 * different sizes (which R2 refuses: https://developers.cloudflare.com/r2/objects/multipart-objects), aborting.
 */
export async function multipartAnswer(
  bucketFolder: string,
  { method, query, body }: WireRequest,
): Promise<Refusal | "aborted" | undefined> {
  const uploadId = query.get("uploadId");
  if (uploadId === null) return undefined;
  if (!(await openUploads(bucketFolder)).includes(uploadId)) return refuse("NoSuchUpload");
  const folder = join(bucketFolder, UPLOADS, uploadId);
  if (method === "DELETE") {
    await rm(folder, { recursive: true });
    return "aborted";
  }
  return method === "POST" ? refusalOfParts(folder, body.toString()) : undefined;
}

async function refusalOfParts(folder: string, xml: string): Promise<Refusal | undefined> {
  const sizes: number[] = [];
  for (const [, part = ""] of xml.matchAll(/<Part>(.*?)<\/Part>/gs)) {
    const number = /<PartNumber>(\d+)</.exec(part)?.[1] ?? "";
    const etag = /<ETag>(.*?)</.exec(part)?.[1]?.replace(/"|&quot;/g, "");
    const put = await readFile(join(folder, `${number}.md5`), "utf8").catch(() => null);
    if (put === null || put !== etag) return refuse("InvalidPart");
    sizes.push((await stat(join(folder, number))).size);
  }
  const [first = 0, ...others] = sizes;
  const last = others.pop() ?? 0;
  return others.some((size) => size !== first) || last > first ? refuse("InvalidPart") : undefined;
}
