import type { NamedBytes } from "./whole.ts";

const STAGES = [0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

/** Cut at every stage: within the magic, the header, the pixels, the last byte. */
export function* cut(wholes: Record<string, Buffer>): Generator<NamedBytes> {
  for (const [name, bytes] of Object.entries(wholes)) {
    const lengths = [2, 12, 30, ...STAGES.map((part) => Math.floor(bytes.length * part)), bytes.length - 1];
    for (const length of lengths)
      yield { name: `cut at ${length} ${name}`, bytes: bytes.subarray(0, length) };
  }
}

/** Bytes changed here and there, always the same ones. */
export function* spoilt(wholes: Record<string, Buffer>): Generator<NamedBytes> {
  for (const [name, bytes] of Object.entries(wholes)) {
    for (const [from, to] of [
      [0.005, 0.05],
      [0.05, 0.5],
      [0, 1],
    ] as const) {
      const changed = Buffer.from(bytes);
      let seed = 11;
      for (let n = 0; n < 24; n++) {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        const place = from + ((to - from) * seed) / 2 ** 32;
        changed[Math.max(12, Math.floor(bytes.length * place))] = seed & 0xff;
      }
      yield { name: `spoilt between ${from} and ${to} ${name}`, bytes: changed };
    }
  }
}

/** One kind's body under another kind's head, and what follows a sound picture. */
export function* mixed(wholes: Record<string, Buffer>): Generator<NamedBytes> {
  const all = Object.entries(wholes);
  for (const [n, [name, bytes]] of all.entries()) {
    const [otherName, other] = all[(n + 3) % all.length] ?? [name, bytes];
    yield {
      name: `${name} under the head of ${otherName}`,
      bytes: Buffer.concat([other.subarray(0, 16), bytes.subarray(16)]),
    };
    yield { name: `${name} and rubbish`, bytes: Buffer.concat([bytes, Buffer.alloc(50_000, "rubbish ")]) };
  }
  yield { name: "nothing", bytes: Buffer.alloc(0) };
  yield { name: "one byte", bytes: Buffer.from([0xff]) };
  yield { name: "zeros", bytes: Buffer.alloc(5_000) };
  yield { name: "a JPEG's start and a sea of 0xFF", bytes: Buffer.alloc(2_000_000, 0xff).fill(0xd8, 1, 2) };
  const stuffed = Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]);
  yield {
    name: "a scan of stuffed bytes",
    bytes: Buffer.concat([stuffed, Buffer.alloc(19_000_000, "ff00", "hex")]),
  };
}
