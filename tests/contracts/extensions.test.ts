import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShopify } from "../../sandbox/shopify/server.ts";

const EXTENSIONS = join(import.meta.dirname, "../../extensions");
const ROUTES = join(import.meta.dirname, "../../app/routes");

/** https://shopify.dev/docs/apps/build/admin/admin-links: Shopify's CLI leaves these to the server, so a slip shows at deploy. */
const LINK_TARGETS = ["admin.product-details.action.link", "admin.product-index.selection-action.link"];
/** Shopify takes no larger script. */
const MOST_KB = 64;

const extensions = globSync("*/shopify.extension.toml", { cwd: EXTENSIONS })
  .map((path) => dirname(path))
  .sort();
const read = (...path: string[]) => readFileSync(join(EXTENSIONS, ...path), "utf8");

/** The texts of a flat file, which ours are: `key = "value"`. */
function settingsOf(extension: string): Record<string, string> {
  const lines = read(extension, "shopify.extension.toml").matchAll(/^(\w+) = "(.*)"$/gm);
  return Object.fromEntries([...lines].map(([, key = "", value = ""]) => [key, value]));
}

function textsOf(extension: string, file: string): Record<string, unknown> {
  return JSON.parse(read(extension, "locales", file)) as Record<string, unknown>;
}

it("knows every extension there is, each under an id of its own", () => {
  expect(extensions).toEqual(["product-block", "product-link", "selection-link"]);
  const uids = extensions.map((extension) => settingsOf(extension).uid);
  expect(new Set(uids).size).toBe(extensions.length);
});

describe.each(extensions)("%s", (extension) => {
  const { type, target = "", handle, name, url, module = "", api_version = "" } = settingsOf(extension);

  it("has a place in the admin that Shopify has, and something of ours to show there", () => {
    expect(handle).toBe(extension);
    if (type === "admin_link") {
      expect(LINK_TARGETS).toContain(target);
      const route = (url ?? "").replace("app://", "").replaceAll("/", ".");
      expect(existsSync(join(ROUTES, `${route}.tsx`))).toBe(true);
      return;
    }
    expect(type).toBe("ui_extension");
    expect(existsSync(join(EXTENSIONS, extension, module))).toBe(true);
    const { resolve } = createRequire(join(EXTENSIONS, extension, module));
    const vendor = join(resolve("@shopify/ui-extensions/preact"), "../../..");
    expect(existsSync(join(vendor, `build/ts/surfaces/admin/targets/${target}.d.ts`))).toBe(true);
    const { version } = JSON.parse(readFileSync(join(vendor, "package.json"), "utf8")) as { version: string };
    const [year, month = ""] = version.split(".");
    expect(api_version).toBe(`${year}-${month.padStart(2, "0")}`);
  });

  it("says the same things in English, German and French, and nothing that nobody hears", () => {
    expect(name).toBe("t:name");
    const english = textsOf(extension, "en.default.json");
    const ofText = (text: unknown) => [...JSON.stringify(text).matchAll(/\{\{\w+\}\}/g)].join();
    for (const file of ["de.json", "fr.json"]) {
      const texts = textsOf(extension, file);
      expect(Object.keys(texts)).toEqual(Object.keys(english));
      for (const [key, text] of Object.entries(texts)) {
        expect([key, ofText(text)]).toEqual([key, ofText(english[key])]);
      }
    }
    const sources = globSync("src/*.tsx", { cwd: join(EXTENSIONS, extension) }).map((file) =>
      read(extension, file),
    );
    const said = new Set(sources.join("\n").match(/(?<=translate\(")\w+/g));
    expect(Object.keys(english).filter((key) => key !== "name" && !said.has(key))).toEqual([]);
    expect([...said].filter((key) => !(key in english))).toEqual([]);
  });
});

describe("the block's script", () => {
  let shopify: Awaited<ReturnType<typeof startShopify>>;
  beforeAll(async () => void (shopify = await startShopify({ apiKey: "key", apiSecret: "secret" })));
  afterAll(() => shopify.stop());

  it("is built from its sources, and is far below what Shopify takes", async () => {
    const script = await (await fetch(`${shopify.origin}/assets/product-block.js`)).text();
    expect(script).toContain("s-admin-block");
    expect(gzipSync(script).length / 1024).toBeLessThan(MOST_KB / 2);
  });
});
