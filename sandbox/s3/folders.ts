import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { WireRequest } from "./credential.ts";

/** s3rver keeps an object and what is known of it in files beside each other. */
export const OBJECT_FILE = "._S3rver_object";

const MOST = 1_000;

/** A listing that names folders: by a slash, the first version. What else there is of it is not simulated. */
export function asksForFolders({ method, query }: WireRequest): boolean {
  return method === "GET" && query.get("delimiter") === "/" && query.get("list-type") === null;
}

/**
 * What S3 answers to a listing with a delimiter: each folder under the prefix that any key lies in, however deep, named
 * once, and only folders and keys behind the marker, by which the next page begins
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html). s3rver names a folder only if a file lies
 * right in it. Keys right under the prefix come with their names alone.
 */
export async function foldersXml(bucketFolder: string, { query }: WireRequest): Promise<string> {
  const prefix = query.get("prefix") ?? "";
  const marker = query.get("marker") ?? "";
  const most = Math.min(Number(query.get("max-keys") ?? MOST), MOST);
  const names = (await namesUnder(bucketFolder, prefix)).filter((name) => name > marker);
  const page = names.slice(0, most);
  const isTruncated = page.length < names.length;
  const next = isTruncated ? `<NextMarker>${escaped(page.at(-1) ?? "")}</NextMarker>` : "";
  return `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${page.map(entry).join("")}</ListBucketResult>`;
}

function entry(name: string): string {
  if (name.endsWith("/")) return `<CommonPrefixes><Prefix>${escaped(name)}</Prefix></CommonPrefixes>`;
  return `<Contents><Key>${escaped(name)}</Key></Contents>`;
}

/** In S3's order, that of the bytes; folders end with a slash. */
async function namesUnder(bucketFolder: string, prefix: string): Promise<string[]> {
  const parent = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  const names: string[] = [];
  for (const each of await entriesIn(join(bucketFolder, parent))) {
    if (each.isDirectory()) {
      if (await holdsObject(join(bucketFolder, parent, each.name))) names.push(`${parent}${each.name}/`);
    } else if (each.name.endsWith(OBJECT_FILE)) {
      names.push(`${parent}${each.name.slice(0, -OBJECT_FILE.length)}`);
    }
  }
  return names
    .filter((name) => name.startsWith(prefix) && name !== prefix)
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

async function holdsObject(folder: string): Promise<boolean> {
  const entries = await entriesIn(folder);
  if (entries.some(({ name }) => name.endsWith(OBJECT_FILE))) return true;
  for (const each of entries) {
    if (each.isDirectory() && (await holdsObject(join(folder, each.name)))) return true;
  }
  return false;
}

function entriesIn(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

function escaped(name: string): string {
  return name.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
