import type { Said } from "./said.ts";

/** Pages about trust as data: written once, shown in public and within the app. */
export type Policy = {
  title: string;
  version: number;
  date: string;
  lead: Said;
  sections: readonly PolicySection[];
};
export type PolicySection = { id: string; title: string; blocks: readonly Block[] };

/** A paragraph, a list, a table, or where to read on. */
export type Block =
  | { kind: "text"; text: Said }
  | { kind: "list"; items: readonly Said[] }
  | { kind: "table"; head: readonly string[]; rows: readonly (readonly Said[])[] }
  | { kind: "links"; links: readonly { label: string; url: string }[] };

export const text = (sentence: Said): Block => ({ kind: "text", text: sentence });
export const list = (...items: readonly Said[]): Block => ({ kind: "list", items });
export const table = (head: readonly string[], ...rows: readonly (readonly Said[])[]): Block => ({
  kind: "table",
  head,
  rows,
});
export const links = (...all: readonly { label: string; url: string }[]): Block => ({
  kind: "links",
  links: all,
});

/** Everything that a page says, for the test that looks at its figures. */
export function sentencesOf({ lead, sections }: Policy): Said[] {
  const inBlock = (block: Block): readonly Said[] => {
    if (block.kind === "text") return [block.text];
    if (block.kind === "list") return block.items;
    return block.kind === "table" ? block.rows.flat() : [];
  };
  return [lead, ...sections.flatMap(({ blocks }) => blocks.flatMap(inBlock))];
}
