import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Visitor } from "../visitor.ts";

const ROUTES = new URL("../../app/routes/", import.meta.url);

/** Whether a route loads and acts, and what may be asked of its action, as its source says. */
export type Ways = { loads: boolean; acts: boolean; intents: string[] };

export function waysInto(route: string): Ways {
  const source = sourceOf(route);
  const exports = (name: string) =>
    new RegExp(`^export (const|(async )?function) ${name}\\b`, "m").test(source);
  // `intent: z.literal("one")` or `intent: z.enum(["one", "other"])`
  const intents = [...source.matchAll(/\bintent: z\.(?:literal|enum)\(([^)]*)\)/g)].flatMap(
    ([, words = ""]) => [...words.matchAll(/"(\w+)"/g)].map(([, word = ""]) => word),
  );
  return { loads: exports("loader"), acts: exports("action"), intents: [...new Set(intents)].sort() };
}

/** The route's own files, and what it shares with others that it reads its forms with. */
function sourceOf(route: string): string {
  const path = new URL(route, ROUTES);
  const files = statSync(path).isDirectory()
    ? readdirSync(path).map((file) => new URL(`${route}/${file}`, ROUTES))
    : [path];
  const own = files.map((file) => readFileSync(file, "utf8"));
  const shared = own.flatMap((source) =>
    [...source.matchAll(/from "\.{1,2}\/edge\/([^"]+)"/g)].map(([, file = ""]) =>
      readFileSync(new URL(`edge/${file}`, ROUTES), "utf8").replaceAll(/^export /gm, ""),
    ),
  );
  return [...own, ...shared].join("\n");
}

/** What some visits ask for, noted without asking. */
export async function waysGone(visits: readonly { ask: (visit: Visitor) => unknown }[]): Promise<Ways> {
  const gone: Ways = { loads: false, acts: false, intents: [] };
  const answer = async () => ({ status: 0, headers: new Headers(), body: null });
  const noting: Pick<Visitor, "get" | "post"> = {
    get: () => ((gone.loads = true), answer()),
    post: (_path, _route, { intent }) => {
      gone.acts = true;
      if (typeof intent === "string") gone.intents.push(intent);
      return answer();
    },
  };
  for (const { ask } of visits) await ask(noting as Visitor);
  return { ...gone, intents: [...new Set(gone.intents)].sort() };
}
