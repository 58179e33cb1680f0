import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Rig } from "./rig.ts";

const SCRIPT = fileURLToPath(new URL("bare-loop.ts", import.meta.url));

/** Processor time per image of the bare loop against the same stand-ins. */
export async function runBareLoop(rig: Rig, photoPath: string, images: number, atOnce: number) {
  const { origin } = rig.sandbox.shopify;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [SCRIPT, origin + photoPath, rig.model.origin, rig.store.endpoint, String(images), String(atOnce)],
    { env: { ...process.env, MALLOC_ARENA_MAX: "2" } },
  );
  return (JSON.parse(stdout) as { cpuMsPerImage: number }).cpuMsPerImage;
}
