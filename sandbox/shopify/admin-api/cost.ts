import {
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
} from "graphql";
import { getNullableType, Kind } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
} from "graphql";
import type { GraphQLObjectType, GraphQLOutputType, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { SelectionSetNode } from "graphql";

/**
 * The cost of a query as Shopify documents it: a scalar is 0, an object 1, an interface its dearest type, a
 * connection 2 and its size times its nodes, a mutation 10. Shopify's own figures for big connections are
 * known to come out lower: what fits here fits there.
 */
export type CostOf = {
  /** Before it runs, from the sizes asked for. */
  requested: number;
  /** After it ran, from what came back. */
  actual: (data: unknown) => number;
};

export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): CostOf {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walk: Walk = { schema, fragments, variables };
  const root = schema.getRootType(operation.operation);
  if (!root) return { requested: 0, actual: () => 0 };
  const sets = [operation.selectionSet];
  return {
    requested: selectionCost(walk, root, sets, undefined),
    actual: (data) => selectionCost(walk, root, sets, data ?? null),
  };
}

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
};
/** What came back for a selection; undefined while it has not run. */
type Data = unknown;

function selectionCost(walk: Walk, type: GraphQLNamedType, sets: SelectionSetNode[], data: Data): number {
  if (data === null) return 0;
  const types = isAbstractType(type) ? walk.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  return Math.max(0, ...types.map((concrete) => objectCost(walk, concrete, sets, data)));
}

function objectCost(walk: Walk, type: GraphQLObjectType, sets: SelectionSetNode[], data: Data): number {
  let total = 0;
  for (const [key, nodes] of fieldsOf(walk, type, sets)) {
    const field = nodes[0] && type.getFields()[nodes[0].name.value];
    if (!field) continue;
    const value = data === undefined ? undefined : (valueAt(data, key) ?? null);
    const cost = fieldCost(walk, field, nodes, value);
    total += type === walk.schema.getMutationType() ? Math.max(10, cost) : cost;
  }
  return total;
}

const valueAt = (data: Data, key: string): unknown =>
  typeof data === "object" && data !== null ? (data as Record<string, unknown>)[key] : undefined;

/** The selected fields that apply to a type, by their name in the answer, fragments spread out. */
function fieldsOf(walk: Walk, type: GraphQLObjectType, sets: SelectionSetNode[]) {
  const fields = new Map<string, FieldNode[]>();
  const gather = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        fields.set(key, [...(fields.get(key) ?? []), selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
      if (fragment && appliesTo(walk, type, fragment.typeCondition?.name.value))
        gather(fragment.selectionSet);
    }
  };
  sets.forEach(gather);
  return fields;
}

function appliesTo(walk: Walk, type: GraphQLObjectType, condition: string | undefined): boolean {
  const wanted = condition ? walk.schema.getType(condition) : type;
  return wanted === type || (isAbstractType(wanted) && walk.schema.isSubType(wanted, type));
}

type Field = GraphQLField<unknown, unknown>;

function fieldCost(walk: Walk, field: Field, nodes: FieldNode[], data: Data): number {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return 0;
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (type.name === "PageInfo") return 0;
  if (type.name.endsWith("Connection") && isObjectType(type)) {
    return connectionCost(walk, field, nodes, type, data);
  }
  if (isListType(getNullableType(field.type))) {
    return listCost(walk, type, sets, data, listSize(walk, field, nodes));
  }
  return 1 + selectionCost(walk, type, sets, data);
}

/** `nodes(ids:)` is the one list whose size is asked for; others are taken for one object. */
function listSize(walk: Walk, field: Field, nodes: FieldNode[]): number {
  const { ids } = argumentsOf(walk, field, nodes);
  return Array.isArray(ids) ? ids.length : 1;
}

function listCost(
  walk: Walk,
  type: GraphQLNamedType,
  sets: SelectionSetNode[],
  data: Data,
  size: number,
): number {
  if (data === undefined) return size * (1 + selectionCost(walk, type, sets, undefined));
  const items = Array.isArray(data) ? data.filter((item) => item !== null) : [];
  return items.reduce<number>((total, item) => total + 1 + selectionCost(walk, type, sets, item), 0);
}

function connectionCost(
  walk: Walk,
  field: Field,
  nodes: FieldNode[],
  type: GraphQLObjectType,
  data: Data,
): number {
  const { first, last } = argumentsOf(walk, field, nodes);
  const size = Number(first ?? last ?? 0);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const selected = fieldsOf(walk, type, sets);
  const costs = [...selected].map(([key, inner]) => {
    const name = inner[0]?.name.value ?? "";
    const value = data === undefined ? undefined : valueAt(data, key);
    const innerSets = inner.flatMap(({ selectionSet }) => selectionSet ?? []);
    const item = itemType(type.getFields()[name]?.type);
    if (name === "nodes" && item) return listCost(walk, item, innerSets, value, size);
    if (name === "edges" && item) return edgesCost(walk, item, innerSets, value, size);
    return 0;
  });
  return 2 + Math.max(0, ...costs);
}

/** Edges are free; their nodes are not. */
function edgesCost(
  walk: Walk,
  edge: GraphQLNamedType,
  sets: SelectionSetNode[],
  data: Data,
  size: number,
): number {
  if (data === undefined) return size * selectionCost(walk, edge, sets, undefined);
  const edges = Array.isArray(data) ? data : [];
  return edges.reduce<number>((total, one) => total + selectionCost(walk, edge, sets, one), 0);
}

function itemType(type: GraphQLOutputType | undefined): GraphQLNamedType | null {
  const named = type && getNamedType(type);
  return named && !isLeafType(named) ? named : null;
}

function argumentsOf(walk: Walk, field: Field, nodes: FieldNode[]): Record<string, unknown> {
  return nodes[0] ? getArgumentValues(field, nodes[0], walk.variables) : {};
}
