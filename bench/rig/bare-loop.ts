import { createHash } from "node:crypto";
import sharp from "sharp";
import { checkPicture } from "../../app/generation/check-picture.server.ts";
import { preparePhoto } from "../../app/generation/prepare-photo.server.ts";
import { thumbnailOf } from "../../app/library/thumbnail.server.ts";

/**
 * A process of its own: what the pictures alone cost. The very steps of the app (fetch, decode, base64, parse, verify,
 * hash, thumbnail, put), so many at once, without queue, database, Shopify, SDKs, limits or books.
 */
const [photoUrl = "", modelOrigin = "", endpoint = "", images = "0", atOnce = "1"] = process.argv.slice(2);
const ADDRESS = `${modelOrigin}/v1beta/models/m:generateContent`;

type Answer = { candidates: { content: { parts: { inlineData: { mimeType: string; data: string } }[] } }[] };

async function one(index: number): Promise<void> {
  const fetched = await fetch(photoUrl);
  const photo = await preparePhoto(Buffer.from(await fetched.arrayBuffer()));
  const inlineData = { mimeType: photo.mimeType, data: photo.base64 };
  const body = JSON.stringify({
    contents: [{ role: "user", parts: [{ inlineData }, { text: "A studio." }] }],
  });
  const response = await fetch(ADDRESS, { method: "POST", body });
  const answer = JSON.parse(await response.text()) as Answer;
  const part = answer.candidates[0]?.content.parts[0]?.inlineData;
  const bytes = Buffer.from(part?.data ?? "", "base64");
  const picture = { bytes, declaredType: part?.mimeType ?? "", latencyMs: 0 };
  const checked = await checkPicture(picture, { photo, aspectRatio: "1:1", imageSize: "1K" });
  const name = `${index}-${createHash("sha256").update(checked.bytes).digest("hex")}`;
  await Promise.all([put(name, checked.bytes), put(`${name}.webp`, await thumbnailOf(checked.bytes))]);
}

async function put(name: string, body: Buffer): Promise<void> {
  const response = await fetch(`${endpoint}/bare/${name}`, { method: "PUT", body: new Uint8Array(body) });
  await response.arrayBuffer();
}

async function run(count: number): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, lane));
}

sharp.concurrency(1);
sharp.cache(false);
await run(Number(atOnce)); // warms everything up
const before = process.cpuUsage();
await run(Number(images));
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpuMsPerImage: (user + system) / 1000 / Number(images) }));
process.exit(0);
