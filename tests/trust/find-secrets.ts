import { createReadStream } from "node:fs";

/** A key may be bytes, which anybody may write down in hex or base64. */
export type Secret = { name: string; value: string | Uint8Array };
type Piece = string | Uint8Array;
/** Something to search: a text, bytes, or a stream of them, however long. */
export type Haystack = { name: string; content: Piece | AsyncIterable<Piece> };
/** Where a secret stands, and how it is written there; never the secret itself. */
export type Finding = { secret: string; written: string; where: string; at: number };

type Needle = { secret: string; written: string; bytes: Buffer };

/** A shorter one would be found by chance. */
const SHORTEST = 8;

/**
 * Looks for secrets as they are, in hex, in base64 at any offset, and as addresses and JSON write them. Streams are
 * searched piece by piece, also across the seams, in constant memory.
 */
export async function findSecrets(
  secrets: readonly Secret[],
  haystacks: Iterable<Haystack> | AsyncIterable<Haystack>,
): Promise<Finding[]> {
  const needles = secrets.flatMap(needlesOf);
  const findings: Finding[] = [];
  for await (const { name, content } of haystacks) {
    findings.push(...(await searched(needles, name, content)));
  }
  return findings;
}

export function fileHaystack(path: string): Haystack {
  return { name: path, content: createReadStream(path) as AsyncIterable<Buffer> };
}

async function searched(
  needles: readonly Needle[],
  where: string,
  content: Haystack["content"],
): Promise<Finding[]> {
  const seam = Math.max(0, ...needles.map(({ bytes }) => bytes.length - 1));
  const found = new Map<string, Finding>();
  let before: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const piece of isPiece(content) ? [content] : content) {
    const window = Buffer.concat([before, Buffer.from(piece as Uint8Array)]);
    for (const { secret, written, bytes } of needles) {
      const at = window.indexOf(bytes);
      const name = `${secret} ${written}`;
      if (at >= 0 && !found.has(name)) found.set(name, { secret, written, where, at: offset + at });
    }
    before = window.subarray(Math.max(0, window.length - seam));
    offset += window.length - before.length;
  }
  return [...found.values()];
}

function isPiece(content: Haystack["content"]): content is Piece {
  return typeof content === "string" || content instanceof Uint8Array;
}

function needlesOf({ name, value }: Secret): Needle[] {
  if (value.length < SHORTEST) throw new Error(`${name} is too short to be looked for`);
  const bytes = Buffer.from(value);
  const hex = bytes.toString("hex");
  const written: [string, string][] = [
    ...(typeof value === "string" ? textsOf(value) : []),
    ["hex", hex],
    ["hex", hex.toUpperCase()],
    ...[0, 1, 2].flatMap((skipped): [string, string][] => {
      const core = base64Core(bytes, skipped);
      return [
        ["base64", core],
        ["base64url", core.replaceAll("+", "-").replaceAll("/", "_")],
        ["base64 in a url", encodeURIComponent(core)],
      ];
    }),
  ];
  const byText = new Map(written.reverse().map(([kind, text]) => [text, kind]));
  const needles = [...byText].map(([text, kind]) => ({
    secret: name,
    written: kind,
    bytes: Buffer.from(text),
  }));
  return typeof value === "string" ? needles : [{ secret: name, written: "plain", bytes }, ...needles];
}

function textsOf(value: string): [string, string][] {
  const url = encodeURIComponent(value);
  return [
    ["plain", value],
    ["url", url],
    ["url", url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ["json", JSON.stringify(value).slice(1, -1)],
  ];
}

/** The characters that stay the same whatever stands before and after: where it begins within three bytes decides. */
function base64Core(bytes: Buffer, skipped: number): string {
  const text = Buffer.concat([Buffer.alloc(skipped), bytes]).toString("base64");
  const whole = Math.floor(((skipped + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((skipped * 8) / 6), whole);
}
