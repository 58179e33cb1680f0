import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getNamedType, isObjectType, Kind } from "graphql";
import type { ConstDirectiveNode, GraphQLField, GraphQLNamedType, GraphQLSchema } from "graphql";
import { parseAccess } from "../schema/access.ts";
import type { Access } from "../schema/access.ts";

let loaded: GraphQLSchema | undefined;

/** The part of Shopify's schema that the stand-in simulates. */
export function simulatedSchema(): GraphQLSchema {
  const file = join(import.meta.dirname, "../schema.graphql");
  return (loaded ??= buildSchema(readFileSync(file, "utf8")));
}

export type Needed = { text: string; access: Access | null };

/**
 * What a token must hold to read a field: what Shopify asks for the field, for the type it is on, and for the
 * type it returns, where a connection counts as what it connects.
 */
export function neededFor(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Needed[] {
  const known = needed.get(field);
  if (known) return known;
  const found = readNeeded(parent, field);
  needed.set(field, found);
  return found;
}
const needed = new WeakMap<GraphQLField<unknown, unknown>, Needed[]>();

function readNeeded(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Needed[] {
  const returned = getNamedType(field.type);
  const connected = isObjectType(returned) && returned.getFields()["nodes"];
  return [
    field.astNode?.directives,
    parent.astNode?.directives,
    returned.astNode?.directives,
    connected && getNamedType(connected.type).astNode?.directives,
  ].flatMap((directives) => accessOf(directives || undefined));
}

function accessOf(directives: readonly ConstDirectiveNode[] | undefined): Needed[] {
  const argument = directives?.find(({ name }) => name.value === "access")?.arguments?.[0];
  if (argument?.value.kind !== Kind.STRING) return [];
  const text = argument.value.value;
  return [{ text, access: parseAccess(text) }];
}
