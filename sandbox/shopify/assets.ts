import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import compression from "compression";
import express, { type Router } from "express";
import { BLOCK_ENTRY } from "./extensions/read.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Scripts for the browser, each bundled from its module when first asked for. */
const APP_BRIDGE = "/app-bridge.js";
const SCRIPTS = {
  [APP_BRIDGE]: here("./app-bridge/app-bridge.ts"),
  "/assets/embed.js": here("./admin/embed.browser.ts"),
  "/assets/product.js": here("./admin/product.browser.ts"),
  "/assets/block-host.js": here("./extensions/host/block-host.browser.ts"),
  "/assets/product-block.js": BLOCK_ENTRY,
};

const STYLES = {
  "/assets/admin.css": ["frame", "pages", "embed"].map((name) => here(`./admin/styles/${name}.css`)),
  "/assets/block.css": [here("./extensions/block.css")],
};

export function assetRoutes(beforeAppBridge: string): Router {
  const router = express.Router();
  const zipped = compression(); // as on the CDN: what a script weighs is part of what is simulated
  const bundles = new Map<string, Promise<string>>();
  for (const [path, entry] of Object.entries(SCRIPTS)) {
    router.get(path, zipped, (_request, response, next) => {
      const first = path === APP_BRIDGE ? beforeAppBridge : "";
      const bundle = bundles.get(path) ?? bundleScript(entry, first);
      bundles.set(path, bundle);
      bundle.then((code) => response.type("js").set("Access-Control-Allow-Origin", "*").send(code), next);
    });
  }
  for (const [path, files] of Object.entries(STYLES)) {
    router.get(path, (_request, response, next) => {
      Promise.all(files.map((file) => readFile(file, "utf8"))).then(
        (parts) => response.type("css").send(parts.join("\n")),
        next,
      );
    });
  }
  return router;
}

/** One classic script, because App Bridge must have run before any module of the app does. */
async function bundleScript(entry: string, first: string): Promise<string> {
  const { build } = await import("vite");
  const result = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "standIn" },
    },
  });
  const [output] = Array.isArray(result) ? result : [];
  const chunk = output?.output[0];
  if (!chunk) throw new Error(`${entry} bundled to nothing`);
  return first + chunk.code;
}
