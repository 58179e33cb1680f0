import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startApp } from "./app-process.ts";
import { buildIfStale } from "./build.ts";
import { startSandbox, type Sandbox } from "./start.ts";

/**
 * `npm run demo`: Packshot in a local stand-in of Shopify admin, in one command.
 *   --photos DIR   the demo shop sells what is in DIR, one folder of pictures per product
 *   --port N       where it answers (4000, or any free port)
 * With GEMINI_API_KEY set, images come from Google's real API.
 */
const LOG_FILE = ".cache/demo/packshot.log";
const GOOGLE_SETTINGS = ["GEMINI_API_KEY", "GEMINI_MODEL", "GEMINI_BASE_URL", "GEMINI_API_VERSION"];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { photos: { type: "string" }, port: { type: "string" } } });
  console.log("Starting Packshot with a demo shop. The first start takes half a minute …");
  const [sandbox] = await Promise.all([
    startSandbox({
      adminPort: Number(values.port ?? 4000),
      photosDir: values.photos && resolve(process.env.INIT_CWD ?? "", values.photos),
      geminiLatencyMs: 1500,
    }),
    buildIfStale(),
  ]);
  const env = { ...sandbox.env, ...googleSettings() };
  const app = await startApp({
    entry: "server",
    env,
    logFile: LOG_FILE,
    readyUrl: `${sandbox.appUrl}/readyz`,
  });

  const model = process.env.GEMINI_API_KEY ? "made by Google's Gemini" : "drawn locally";
  console.log(
    `\n  Open ${sandbox.shopify.origin}\n\n  Apps › Packshot. Images are ${model}. Log: ${LOG_FILE}. Ctrl-C stops it all.`,
  );

  const stop = async () => {
    await app.kill("SIGTERM");
    await sandbox.stop();
    process.exit(0);
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
  await drawAhead(sandbox);
}

/** Photos are drawn when they are first asked for; drawn now, they are there before somebody asks. */
async function drawAhead({ shopify }: Sandbox): Promise<void> {
  for (const file of [...shopify.store.files.values()]) await Promise.allSettled([file.load()]);
}

/** Somebody with a key of their own gets the real model: Google's address and its default version come with it. */
function googleSettings(): Record<string, string> {
  const { GEMINI_API_KEY } = process.env;
  if (!GEMINI_API_KEY) return {};
  const given = GOOGLE_SETTINGS.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return { GEMINI_BASE_URL: "", ...(Object.fromEntries(given) as Record<string, string>) };
}

main().catch((error: unknown) => {
  console.error(`The demo did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
