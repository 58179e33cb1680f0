/**
 * What a token must hold, read from Shopify's `requiredAccess` texts: every group needs one of its scopes.
 *
 * They read "`a` access scope, `b` access scope or `c` access scope. Also: The user must have …". The first
 * sentence names alternatives (unless joined by "as well as"); what follows "Also:" comes on top, mostly the
 * person's own permission, at times one more scope.
 */
export type Access = { allOf: string[][] };

/** Access texts that name no scope although apps with any scope may use the field. */
const NO_SCOPE = ["Only accessible by supported access tokens: "];

/** Null when the text names no scope that we can make out: then nobody should count on having the access. */
export function parseAccess(text: string): Access | null {
  if (NO_SCOPE.some((start) => text.startsWith(start))) return { allOf: [] };
  const [alternatives = "", ...additions] = text.split(/\.?\s*Also:/);
  const groups = alternatives.split(/as well as/).map(scopeNames);
  if (groups.some((group) => group.length === 0)) return null;
  const more = scopeNames(additions.join(" ")).filter((name) => /^(read|write)_/.test(name));
  return { allOf: [...groups, ...more.map((scope) => [scope])] };
}

const scopeNames = (text: string) => [...text.matchAll(/`([a-z_]+)`/g)].map(([, name = ""]) => name);

/** The groups of which the scopes hold none; `write_x` covers `read_x`. */
export function missingAccess(access: Access, scopes: readonly string[]): string[][] {
  return access.allOf.filter((group) => !group.some((scope) => holds(scopes, scope)));
}

const holds = (scopes: readonly string[], scope: string) =>
  scopes.includes(scope) || (scope.startsWith("read_") && scopes.includes(scope.replace("read_", "write_")));
