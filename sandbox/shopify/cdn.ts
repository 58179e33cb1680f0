import type { Request, Response } from "express";
import sharp from "sharp";
import { readFile, type Store } from "./store.ts";

/** Two files that behave badly on purpose; products of the edge-case vendor carry them. */
export const REDIRECTING_FILE = "edge-redirects-elsewhere.jpg";
export const ENDLESS_FILE = "edge-never-ends.jpg";

/** Where the redirecting file leads; it answers with a picture. */
export const ELSEWHERE_PATH = "/elsewhere/photo.jpg";

const RESIZED_KEPT = 400;
const MAX_WIDTH = 5760;
const RESIZABLE = new Set(["image/jpeg", "image/png", "image/webp"]);
const JPEG_START = Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex");

export function createCdn(store: Store) {
  const resized = new Map<string, Promise<Buffer>>();

  return async function serveFile(request: Request, response: Response): Promise<void> {
    const path = decodeURIComponent(request.path);
    if (path.endsWith(`/${REDIRECTING_FILE}`)) return redirectElsewhere(store, response);
    if (path.endsWith(`/${ENDLESS_FILE}`)) return dripForever(response);

    const file = readFile(store, path);
    if (!file) return void response.status(404).type("text").send("No such file.");
    response.set({
      "Content-Type": file.contentType,
      "Cache-Control": "public, max-age=31557600, immutable",
      "Access-Control-Allow-Origin": "*",
    });
    const width = widthOf(request);
    if (width === null || !RESIZABLE.has(file.contentType)) return void response.end(await file.load());

    const key = `${file.picture ?? path} ${width}`;
    const bytes = resized.get(key) ?? file.load().then((original) => resize(original, width));
    keep(resized, key, bytes);
    response.end(await bytes);
  };
}

/** Like Shopify's CDN, which makes a file smaller, and never larger, with `?width=`. */
function widthOf(request: Request): number | null {
  const width = Number(request.query.width);
  return Number.isInteger(width) && width > 0 && width <= MAX_WIDTH ? width : null;
}

async function resize(original: Buffer, width: number): Promise<Buffer> {
  try {
    return await sharp(original).rotate().resize({ width, withoutEnlargement: true }).toBuffer();
  } catch {
    return original; // a broken file is served as it is
  }
}

function keep(cache: Map<string, Promise<Buffer>>, key: string, bytes: Promise<Buffer>): void {
  cache.delete(key);
  cache.set(key, bytes);
  const oldest = cache.keys().next().value;
  if (cache.size > RESIZED_KEPT && oldest !== undefined) cache.delete(oldest);
}

/** To a host that is not the CDN's, yet would answer: following it blindly is what must not happen. */
function redirectElsewhere(store: Store, response: Response): void {
  const elsewhere = new URL(ELSEWHERE_PATH, store.origin);
  elsewhere.hostname = elsewhere.hostname === "localhost" ? "127.0.0.1" : "localhost";
  response.redirect(302, elsewhere.href);
}

function dripForever(response: Response): void {
  response.set("Content-Type", "image/jpeg");
  response.write(JPEG_START);
  const timer = setInterval(() => response.write(Buffer.alloc(1)), 250);
  response.on("close", () => clearInterval(timer));
}
