import type { CompiledMessage } from "icu-minify/format";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ODD = "åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";

/**
 * A message in a language that nobody speaks, made of the English one: every letter has an accent, so that text which
 * is in no catalogue shows, and it is some 40 % longer, as German often is, so that what has too little room shows.
 */
export function pseudo(message: CompiledMessage): CompiledMessage {
  const accented = mapText(message);
  return typeof accented === "string" ? `[${accented}]` : ["[", ...accented, "]"];
}

function mapText(message: CompiledMessage): CompiledMessage {
  return typeof message === "string" ? accent(message) : message.map(mapNode);
}

type Node = Exclude<CompiledMessage, string>[number];

/** Of kinds of nodes, the three that choose between branches: select, plural, selectordinal (icu-minify's types). */
const CHOICES: readonly unknown[] = [1, 2, 3];
const POUND = 0;

/** A node is text, "#", ["name"], ["name", kind, branches or style] or ["tag", ...children]. */
function mapNode(node: Node): Node {
  if (typeof node === "string") return accent(node);
  if (!Array.isArray(node)) return node;
  const [name, kind, more] = node;
  if (CHOICES.includes(kind)) return [name, kind, mapBranches(more)] as Node;
  if (kind === undefined || (typeof kind === "number" && kind !== POUND)) return node;
  return [name, ...(node.slice(1) as Node[]).map(mapNode)] as Node;
}

function mapBranches(branches: unknown): Record<string, unknown> {
  const entries = Object.entries(branches as Record<string, Node | Node[]>);
  return Object.fromEntries(
    entries.map(([name, branch]) => [
      name,
      Array.isArray(branch) ? (branch as Node[]).map(mapNode) : mapNode(branch),
    ]),
  );
}

function accent(text: string): string {
  const letters = [...text].map((letter) => ODD[PLAIN.indexOf(letter)] ?? letter).join("");
  return letters.replace(/\p{L}{4,}/gu, (word) => word + word.slice(-Math.ceil(word.length * 0.4)));
}
