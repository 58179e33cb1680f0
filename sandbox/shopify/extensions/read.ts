import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Texts } from "./host/translate.ts";

const EXTENSIONS = new URL("../../../extensions/", import.meta.url);

/** What the block's bundle is made from. */
export const BLOCK_ENTRY = fileURLToPath(new URL("product-block/src/product-block.tsx", EXTENSIONS));

type AdminLink = "product-link" | "selection-link";

/** A link as the extension's own files have it: its name in a language, and the app's path that it leads to. */
export function adminLink(name: AdminLink, locale: string): { label: string; path: string } {
  const toml = readFileSync(new URL(`${name}/shopify.extension.toml`, EXTENSIONS), "utf8");
  // `app://` names the root of the app's domain: https://shopify.dev/docs/apps/build/admin/admin-links/create-admin-links
  const path = /^url = "app:\/\/([^"]+)"$/m.exec(toml)?.[1] ?? "";
  const label = textsOf(name, locale).name;
  return { label: typeof label === "string" ? label : name, path: `/${path}` };
}

/** An extension's texts in the language of whoever looks, or in its default one. */
export function textsOf(extension: string, locale: string): Texts {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? "";
  const file = (name: string) => new URL(`${extension}/locales/${name}.json`, EXTENSIONS);
  const own = /^[a-z]+$/.test(language) && existsSync(file(language)) ? language : "en.default";
  return JSON.parse(readFileSync(file(own), "utf8")) as Texts;
}
