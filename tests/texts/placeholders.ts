import compile from "icu-minify/compile";

/** The names of the values and tags that a message asks for; throws where it is no ICU message. */
export function placeholders(message: string): string[] {
  const names = new Set<string>();
  const compiled = compile(message);
  if (typeof compiled !== "string") for (const node of compiled) collect(node, names);
  return [...names].sort();
}

/** icu-minify: ["name"], ["name", kind, branches] or ["tag", ...children]; a branch is text or a list of nodes. */
function collect(node: unknown, names: Set<string>): void {
  if (!Array.isArray(node)) return;
  const [name, ...rest] = node as [string, ...unknown[]];
  names.add(name);
  for (const part of rest) {
    if (Array.isArray(part)) collect(part, names);
    else if (typeof part === "object" && part !== null) collectBranches(Object.values(part), names);
  }
}

function collectBranches(branches: unknown[], names: Set<string>): void {
  for (const branch of branches) {
    if (Array.isArray(branch)) for (const node of branch) collect(node, names);
  }
}
