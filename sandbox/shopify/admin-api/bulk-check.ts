import { getNamedType, Kind, OperationTypeNode, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { FieldNode, GraphQLSchema } from "graphql";
import { prepare, type Prepared } from "./prepare.ts";

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

/**
 * A query that Shopify would run in bulk, or why not
 * (https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions).
 */
export function checkBulkQuery(schema: GraphQLSchema, query: string): Prepared | { problem: string } {
  const prepared = prepare(schema, { query });
  if ("errors" in prepared) return { problem: prepared.errors[0]?.message ?? "Invalid bulk query" };
  const problem = problemOf(schema, prepared);
  return problem ? { problem } : prepared;
}

function problemOf(schema: GraphQLSchema, { document, operation }: Prepared): string | null {
  if (operation.operation !== OperationTypeNode.QUERY) return "Bulk queries must be queries";
  if ((operation.variableDefinitions ?? []).length > 0) return "Bulk queries don't take variables";
  const { selections } = operation.selectionSet;
  const [root] = selections;
  if (selections.length !== 1 || root?.kind !== Kind.FIELD) {
    return "Bulk queries cannot contain multiple top-level fields";
  }
  if (["node", "nodes"].includes(root.name.value)) return "node and nodes can't be read in bulk";
  const { count, depth, withoutId } = connectionsIn(schema, document);
  if (count === 0) return "Bulk queries must contain at least one connection";
  if (!/^\w+$/.test(root.name.value) || !isConnection(schema.getQueryType()?.getFields()[root.name.value])) {
    return "The sandbox reads nothing but connections in bulk";
  }
  if (count > MOST_CONNECTIONS) return `Bulk queries can't contain more than ${MOST_CONNECTIONS} connections`;
  if (depth > DEEPEST) return "Bulk queries cannot contain connections with a nesting depth greater than 2";
  if (withoutId) return "The parent 'node' field for a nested connection must select the 'id' field";
  return null;
}

const isConnection = (field: { type: Parameters<typeof getNamedType>[0] } | undefined) =>
  getNamedType(field?.type)?.name.endsWith("Connection") ?? false;

function connectionsIn(schema: GraphQLSchema, document: Prepared["document"]) {
  const typeInfo = new TypeInfo(schema);
  const found = { count: 0, depth: 0, withoutId: false };
  let open = 0;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(field) {
          if (open > 0 && isNodeAboveConnection(field) && !selects(field, "id")) found.withoutId = true;
          if (!isConnection(typeInfo.getFieldDef() ?? undefined)) return;
          open += 1;
          found.count += 1;
          found.depth = Math.max(found.depth, open);
        },
        leave() {
          if (isConnection(typeInfo.getFieldDef() ?? undefined)) open -= 1;
        },
      },
    }),
  );
  return found;
}

const isNodeAboveConnection = (field: FieldNode) =>
  ["node", "nodes"].includes(field.name.value) &&
  (field.selectionSet?.selections ?? []).some(
    (inner) => inner.kind === Kind.FIELD && (selects(inner, "edges") || selects(inner, "nodes")),
  );

const selects = (field: FieldNode, name: string) =>
  (field.selectionSet?.selections ?? []).some(
    (inner) => inner.kind === Kind.FIELD && inner.name.value === name && !inner.alias,
  );
