import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileHaystack, findSecrets, type Haystack } from "./find-secrets.ts";

const VALUE = 'pa"ss/w+ord ünd=mehr?';
const SECRETS = [{ name: "password", value: VALUE }];
const bytes = Buffer.from(VALUE);
/** With bytes that base64 writes as + and /. */
const KEY = Buffer.concat([Buffer.from([0xfb, 0xff, 0xbf, 0xfb]), randomBytes(28)]);

const search = (content: Haystack["content"]) => findSecrets(SECRETS, [{ name: "somewhere", content }]);

describe("the search for secrets", () => {
  it.each([
    ["plain", `it is ${VALUE} indeed`],
    ["hex", `\\x00${bytes.toString("hex")}ff`],
    ["hex", bytes.toString("hex").toUpperCase()],
    ["url", `https://h/?a=b&p=${encodeURIComponent(VALUE)}&c`],
    ["json", JSON.stringify({ deep: [{ down: VALUE }] })],
    ["base64", bytes.toString("base64")],
    ["base64", `Basic ${Buffer.from(`user:${VALUE}`).toString("base64")}`],
    ["base64", Buffer.from(`users:${VALUE}!`).toString("base64")],
    ["base64", Buffer.from(`person:${VALUE}, and more`).toString("base64")],
    ["base64url", Buffer.from(`~~${VALUE}`).toString("base64url")],
  ])("finds it %s", async (written, planted) => {
    expect(await search(planted)).toContainEqual(
      expect.objectContaining({ secret: "password", written, where: "somewhere" }),
    );
  });

  it.each([
    ["plain", Buffer.concat([Buffer.from("is "), KEY, Buffer.from("!")])],
    ["hex", `\\x${KEY.toString("hex")}`],
    ["base64", `key: ${KEY.toString("base64")}`],
    ["base64url", `?k=${KEY.toString("base64url")}`],
    ["base64", Buffer.concat([Buffer.from("ab"), KEY]).toString("base64")],
  ])("finds a key of bytes %s", async (written, content) => {
    const found = await findSecrets([{ name: "key", value: KEY }], [{ name: "somewhere", content }]);
    expect(found).toContainEqual(expect.objectContaining({ secret: "key", written }));
  });

  it("finds nothing where nothing is", async () => {
    expect(await search(randomBytes(1 << 20))).toEqual([]);
    expect(await search("pa ss/w+ord")).toEqual([]);
  });

  it("finds it across the pieces of a stream, wherever they break", async () => {
    const text = Buffer.from(`${"x".repeat(40)}${VALUE}${"y".repeat(40)}`);
    for (const size of [1, 2, 7, 50]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
        text.subarray(n * size, (n + 1) * size),
      );
      expect(await search(streamOf(pieces)), `${size}`).toEqual([
        { secret: "password", written: "plain", where: "somewhere", at: 40 },
      ]);
    }
  });

  it("finds one that was planted in a file, and never tells it", async () => {
    const dir = await mkdtemp(join(tmpdir(), "packshot-secrets-"));
    const path = join(dir, "app.log");
    await writeFile(path, Buffer.concat([randomBytes(300_000), bytes, randomBytes(300_000)]));
    const findings = await findSecrets(SECRETS, [fileHaystack(path)]);
    expect(findings).toEqual([{ secret: "password", written: "plain", where: path, at: 300_000 }]);
    expect(await search(JSON.stringify(findings))).toEqual([]);
    await rm(dir, { recursive: true });
  });

  it("refuses to look for what would be found by chance", async () => {
    await expect(findSecrets([{ name: "pin", value: "1234" }], [])).rejects.toThrow("pin is too short");
  });
});

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece;
}
