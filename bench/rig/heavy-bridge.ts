import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const PARTS = ["react", "scheduler", "react-dom"];

/**
 * What goes before the App Bridge stand-in so that it weighs what the real script does: code that a browser has to parse
 * and run. The real one is not here; the heaviest copy of it that was found in a public repository has 93 kB, about 32 kB
 * gzipped (November 2026). This has 145 and 47: React with its DOM renderer, kept to itself.
 */
export async function bridgeWeight(): Promise<string> {
  const modules = await Promise.all(
    PARTS.map(async (name) => {
      const file = join(dirname(require.resolve(`${name}/package.json`)), `cjs/${name}.production.min.js`);
      return `${JSON.stringify(name)}: (exports, require) => {${await readFile(file, "utf8")}}`;
    }),
  );
  return `(() => {
    const made = {}, modules = {${modules.join(",\n")}};
    const require = (name) => made[name] ?? (modules[name]((made[name] = {}), require), made[name]);
    require("react-dom");
  })();\n`;
}
