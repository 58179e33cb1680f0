import { setImmediate as nextTurn } from "node:timers/promises";
import { checkBulkQuery } from "./admin-api/bulk-check.ts";
import { createContext, type BulkRun } from "./admin-api/context.ts";
import { executeDocument } from "./admin-api/execute.ts";
import { simulatedSchema } from "./admin-api/schema.ts";
import type { BulkOperation, Shop, Token } from "./model.ts";
import type { Store } from "./store.ts";

/** Root objects that are read before others get their turn. */
const AT_ONCE = 100;

type Line = Record<string, unknown>;

/** Carries out a bulk query: its root objects as they are now, a few at a time, as lines of JSON. */
export async function runBulk(
  store: Store,
  shop: Shop,
  token: Token,
  operation: BulkOperation,
): Promise<void> {
  const prepared = checkBulkQuery(simulatedSchema(), operation.query);
  if ("problem" in prepared || operation.fate !== "COMPLETED") return;
  const run: BulkRun = { roots: null, from: 0, to: AT_ONCE };
  const pieces: Buffer[] = [];
  do {
    const context = { ...createContext(store, shop, token, false), bulk: run };
    const { data, errors } = await executeDocument(prepared.document, prepared.name, {}, context);
    if (errors) {
      const isDenied = errors.some(({ extensions }) => extensions.code === "ACCESS_DENIED");
      operation.fate = { errorCode: isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR" };
      return;
    }
    pieces.push(Buffer.from(linesFor(operation, data ?? {})));
    run.from = run.to;
    run.to += AT_ONCE;
    await nextTurn();
  } while (run.from < (run.roots?.length ?? 0));
  operation.result = Buffer.concat(pieces);
}

export function failBulk(operation: BulkOperation): void {
  operation.fate = { errorCode: "INTERNAL_SERVER_ERROR" };
}

function linesFor(operation: BulkOperation, data: object): string {
  const roots = Object.values(data).flatMap(nodesOf);
  const parents: Line[] = [];
  const children: Line[] = [];
  for (const root of roots) {
    const below = linesOf(root);
    parents.push(...(operation.grouped ? below : below.slice(0, 1)));
    if (!operation.grouped) children.push(...below.slice(1));
  }
  operation.rootObjectCount += roots.length;
  operation.objectCount += parents.length + children.length;
  // Without grouping nobody is promised an order: parents behind their children show who relied on one.
  return [...children, ...parents].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** An object, and below it what its connections hold, each with the id of its parent. */
function linesOf(object: Line, parentId?: unknown): Line[] {
  const line: Line = {};
  const below: Line[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (isConnection(value)) below.push(...nodesOf(value).flatMap((node) => linesOf(node, object.id)));
    else line[key] = value;
  }
  if (parentId !== undefined) line.__parentId = parentId;
  return [line, ...below];
}

type Connection = { edges?: { node: Line }[]; nodes?: Line[] };

const isConnection = (value: unknown): value is Connection =>
  typeof value === "object" && value !== null && ("edges" in value || "nodes" in value);

const nodesOf = (value: unknown): Line[] =>
  isConnection(value) ? (value.nodes ?? value.edges?.map(({ node }) => node) ?? []) : [];
