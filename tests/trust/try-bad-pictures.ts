import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { badPictures } from "./bad-pictures.ts";

export type Trial = {
  name: string;
  /** As a photo, and as what the model answered: "handled" or a code. Empty when the process died of it. */
  outcomes: string[];
  ms: number;
  blockedMs: number;
  peakMb: number;
};

const WORKER = ["--max-semi-space-size=4", "--heap-growing-percent=30"];

/** Takes every bad picture through the app in a process of its own, and goes on in a new one where it dies. */
export async function tryBadPictures(): Promise<Trial[]> {
  const folder = await mkdtemp(join(tmpdir(), "packshot-bad-pictures-"));
  const server = createServer((request, response) => {
    createReadStream(join(folder, String(Number(request.url?.slice(1))))).pipe(response);
  }).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const names: string[] = [];
    for await (const { name, bytes } of badPictures()) {
      await writeFile(join(folder, String(names.length)), bytes);
      names.push(name);
    }
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const trials: Trial[] = [];
    while (trials.length < names.length) {
      await run(origin, names, trials);
      const died = names[trials.length];
      if (died) trials.push({ name: died, outcomes: [], ms: 0, blockedMs: 0, peakMb: 0 });
    }
    return trials;
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** Adds to the trials as far as the process gets. */
async function run(origin: string, names: readonly string[], trials: Trial[]): Promise<void> {
  const program = join(import.meta.dirname, "pictures/trial.ts");
  const args = [...WORKER, program, origin, String(trials.length), String(names.length)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { index, ...trial } = JSON.parse(line) as Omit<Trial, "name"> & { index: number };
    trials.push({ name: names[index] ?? "", ...trial });
  }
}

/** Whether it was neither handled nor refused with a code of ours. */
export function isCrash({ outcomes }: Trial): boolean {
  return outcomes.length === 0 || outcomes.some((outcome) => outcome.startsWith("untyped"));
}

/** For the suite's last line. */
export async function badPictureFigures(): Promise<{ bad_images_tried: number; crashes: number }> {
  const trials = await tryBadPictures();
  return { bad_images_tried: trials.length, crashes: trials.filter(isCrash).length };
}
