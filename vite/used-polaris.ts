import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const POLARIS = fileURLToPath(new URL("../node_modules/@shopify/polaris/build/esm/", import.meta.url));
const SHEET = "@shopify/polaris/build/esm/styles.css";

/** The app has Polaris' light theme, as admin does; the one of Shopify's mobile app goes by its class too. */
const OTHER_THEMES = /^\.p-theme-(dark|light-high-contrast)/;

/** As much of PostCSS' nodes as is needed: Vite brings PostCSS along. */
type Node = {
  type: string;
  selectors?: string[];
  parent?: Node;
  nodes?: Node[];
  source?: { input: { file?: string } };
  remove: () => void;
};
type Root = Node & {
  walkRules: (see: (rule: Node) => void) => void;
  walkAtRules: (see: (rule: Node) => void) => void;
};

/**
 * Leaves of Polaris' stylesheet (half a megabyte) what the app's pages can have: rules whose classes all belong to
 * components that it imports, or to those that these are made of. The journeys that look at every page would see a
 * component without its style; tests/used-polaris.test.ts compares with what the built scripts mention.
 */
export function usedPolaris() {
  return {
    postcssPlugin: "used-polaris",
    Once(root: unknown) {
      const sheet = root as Root;
      if (sheet.source?.input.file?.includes(SHEET)) leaveUsed(sheet, polarisClasses());
    },
  };
}

function leaveUsed(sheet: Root, classes: ReadonlySet<string>): void {
  sheet.walkRules((rule) => {
    if (/keyframes$/.test((rule.parent as { name?: string } | undefined)?.name ?? "")) return;
    const used = (rule.selectors ?? []).filter((selector) => isUsed(selector, classes));
    if (used.length > 0) rule.selectors = used;
    else rule.remove();
  });
  sheet.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
}

/** What stands in brackets, as in `:not(…)`, need not be there for a rule to hold. */
function isUsed(selector: string, classes: ReadonlySet<string>): boolean {
  if (OTHER_THEMES.test(selector)) return false;
  const needed = selector.replace(/\([^)]*\)/g, "").match(/\.Polaris-[\w-]+/g) ?? [];
  return needed.every((name) => classes.has(name.slice(1)));
}

/** Every class of the components that the app imports and of what they import themselves. */
export function polarisClasses(): Set<string> {
  const files = new Set<string>();
  const index = exportsOf(join(POLARIS, "index.js"));
  for (const name of importedNames()) follow(join(POLARIS, index.get(name) ?? ""), files);
  return new Set([...files].flatMap((file) => readFileSync(file, "utf8").match(/Polaris-[\w-]+/g) ?? []));
}

function importedNames(): Set<string> {
  const imports = /import (?:type )?\{([^}]*)\} from "@shopify\/polaris"/g;
  const sources = globSync("app/**/*.{ts,tsx}").map((file) => readFileSync(file, "utf8"));
  const names = sources.flatMap((source) =>
    [...source.matchAll(imports)].flatMap(([, list = ""]) => list.split(",")),
  );
  return new Set(
    names
      .map(
        (name) =>
          name
            .replace(/^\s*type /, "")
            .trim()
            .split(" as ")[0] ?? "",
      )
      .filter(Boolean),
  );
}

/** Which file an exported name comes from. Types are in none. */
function exportsOf(index: string): Map<string, string> {
  const lines = readFileSync(index, "utf8").matchAll(/export \{([^}]*)\} from '([^']*)'/g);
  return new Map(
    [...lines].flatMap(([, names = "", file = ""]) =>
      names.split(",").map((name) => [name.trim().split(" as ").at(-1) ?? "", file] as const),
    ),
  );
}

function follow(file: string, seen: Set<string>): void {
  if (!file.endsWith(".js") || seen.has(file)) return;
  seen.add(file);
  for (const [, next = ""] of readFileSync(file, "utf8").matchAll(/from '(\.[^']*)'/g)) {
    follow(join(dirname(file), next), seen);
  }
}
