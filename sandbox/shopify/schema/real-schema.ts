import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { buildClientSchema } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";

const run = promisify(execFile);

/**
 * Shopify publishes the introspection of its Admin API, with the access each field needs, inside this
 * package. It is fetched, not installed: it would bring a CLI, a framework and telemetry along.
 */
const PACKAGE = "@shopify/dev-mcp@1.16.0";
const FILE = "package/dist/data/admin_2026-10.json.gz";
const SHA256 = "6be93b48f31eaa37b1d1d32a753ce605d4036892271d213c7852fa06b409e9d3";

const CACHE = join(import.meta.dirname, "../../../.cache/shopify");
const CACHED = join(CACHE, "admin_2026-10.json");

/** The text that says which access scopes a type, or a field of it, needs; null where Shopify asks for none. */
export type RequiredAccess = (typeName: string, fieldName?: string) => string | null;

export type RealSchema = {
  schema: GraphQLSchema;
  introspection: IntrospectionQuery;
  requiredAccess: RequiredAccess;
};

/** Shopify's Admin API schema 2026-10. Needs the npm registry once; after that it comes from `.cache/`. */
export async function loadRealSchema(): Promise<RealSchema> {
  const text = existsSync(CACHED) ? await readFile(CACHED) : await download();
  verify(text);
  const introspection = (JSON.parse(text.toString("utf8")) as { data: IntrospectionQuery }).data;
  return {
    schema: buildClientSchema(introspection),
    introspection,
    requiredAccess: accessLookup(introspection),
  };
}

function verify(text: Buffer): void {
  const found = createHash("sha256").update(text).digest("hex");
  if (found === SHA256) return;
  throw new Error(
    `Shopify's schema has the wrong checksum: ${found} instead of ${SHA256}. Delete ${CACHED} and try again.`,
  );
}

async function download(): Promise<Buffer> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, "download-"));
  try {
    const shell = process.platform === "win32"; // npm is npm.cmd there
    await run("npm", ["pack", PACKAGE, "--pack-destination", folder, "--silent"], { cwd: folder, shell });
    const archive = gunzipSync(await readFile(join(folder, "shopify-dev-mcp-1.16.0.tgz")));
    const text = gunzipSync(fileInTar(archive, FILE));
    verify(text);
    const whole = join(folder, "whole.json");
    await writeFile(whole, text);
    await rename(whole, CACHED); // at once, so that a second process never reads half a file
    return text;
  } catch (cause) {
    throw new Error(
      `Shopify's schema could not be fetched: "npm pack ${PACKAGE}" must work once on this machine.`,
      { cause },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A tar is headers of 512 bytes, each with its file padded to 512: not worth a program that a machine may lack. */
function fileInTar(archive: Buffer, wanted: string): Buffer {
  for (let at = 0; at < archive.length;) {
    const name = archive.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const size = parseInt(archive.toString("latin1", at + 124, at + 136), 8) || 0;
    const start = at + 512;
    if (name === wanted) return archive.subarray(start, start + size);
    at = start + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${wanted} is not in the package`);
}

/** Shopify adds `requiredAccess` to the standard introspection of types and fields. */
type WithAccess = { name: string; requiredAccess?: string | null };

function accessLookup({ __schema }: IntrospectionQuery): RequiredAccess {
  const texts = new Map<string, string>();
  for (const type of __schema.types as readonly (WithAccess & { fields?: readonly WithAccess[] | null })[]) {
    if (type.requiredAccess) texts.set(type.name, type.requiredAccess);
    for (const field of type.fields ?? []) {
      if (field.requiredAccess) texts.set(`${type.name}.${field.name}`, field.requiredAccess);
    }
  }
  return (typeName, fieldName) => texts.get(fieldName ? `${typeName}.${fieldName}` : typeName) ?? null;
}
