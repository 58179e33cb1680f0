import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildClientSchema, Kind, lexicographicSortSchema, parse, print, printSchema, visit } from "graphql";
import type {
  ConstDirectiveNode,
  IntrospectionQuery,
  IntrospectionType,
  IntrospectionTypeRef,
} from "graphql";
import { loadRealSchema } from "./real-schema.ts";
import type { RealSchema, RequiredAccess } from "./real-schema.ts";
import {
  NOT_SIMULATED_ARGUMENTS,
  SIMULATED_ENUMS,
  SIMULATED_FIELDS,
  SIMULATED_INPUTS,
  SIMULATED_SCALARS,
} from "./simulated.ts";

export const SCHEMA_FILE = join(import.meta.dirname, "../schema.graphql");

const BUILT_IN = ["Boolean", "Float", "ID", "Int", "String"];
const KEPT = new Set([
  ...BUILT_IN,
  ...SIMULATED_SCALARS,
  ...Object.keys(SIMULATED_FIELDS),
  ...Object.keys(SIMULATED_ENUMS),
  ...Object.keys(SIMULATED_INPUTS),
]);

/** Shopify's schema cut down to what the stand-in simulates, without descriptions, access and deprecations kept. */
export function pruneSchema({ introspection, requiredAccess }: RealSchema): string {
  const pruned: IntrospectionQuery = {
    __schema: {
      ...introspection.__schema,
      description: null,
      subscriptionType: null,
      directives: [],
      types: introspection.__schema.types.filter(({ name }) => KEPT.has(name)).map(pruneType),
    },
  };
  const sdl = printSchema(lexicographicSortSchema(buildClientSchema(pruned)));
  return withAccess(sdl, requiredAccess);
}

function pruneType(type: IntrospectionType): IntrospectionType {
  const plain = { ...type, description: null, specifiedByURL: null };
  switch (plain.kind) {
    case "OBJECT":
    case "INTERFACE":
      return {
        ...plain,
        interfaces: plain.interfaces?.filter(({ name }) => KEPT.has(name)) ?? [],
        // Null on objects, whatever the types of graphql-js say.
        ...(plain.kind === "INTERFACE" && {
          possibleTypes: plain.possibleTypes.filter(({ name }) => KEPT.has(name)),
        }),
        fields: pick(plain.name, plain.fields, SIMULATED_FIELDS[plain.name] ?? []).map((field) => ({
          ...field,
          description: null,
          args: field.args
            .filter(({ name, type }) => KEPT.has(nameOf(type)) && isSimulated(plain.name, field.name, name))
            .map((argument) => ({ ...argument, description: null })),
        })),
      };
    case "ENUM": {
      const values = SIMULATED_ENUMS[plain.name] ?? "all";
      const kept = values === "all" ? plain.enumValues : pick(plain.name, plain.enumValues, values);
      return { ...plain, enumValues: kept.map((value) => ({ ...value, description: null })) };
    }
    case "INPUT_OBJECT": {
      const kept = pick(plain.name, plain.inputFields, SIMULATED_INPUTS[plain.name] ?? []);
      return { ...plain, inputFields: kept.map((field) => ({ ...field, description: null })) };
    }
    case "SCALAR":
    case "UNION":
      return plain;
  }
}

/** The members with these names; a name that Shopify does not have is our mistake and stops the run. */
function pick<Member extends { name: string }>(
  owner: string,
  members: readonly Member[],
  names: string[],
): Member[] {
  return names.map((name) => {
    const member = members.find((candidate) => candidate.name === name);
    if (!member) throw new Error(`${owner}.${name} is not in Shopify's schema`);
    return member;
  });
}

const isSimulated = (type: string, field: string, argument: string) =>
  !NOT_SIMULATED_ARGUMENTS.includes(`${type}.${field}.${argument}`);

function nameOf(type: IntrospectionTypeRef): string {
  return type.kind === "LIST" || type.kind === "NON_NULL" ? nameOf(type.ofType) : type.name;
}

const DIRECTIVE = "directive @access(requires: String!) on FIELD_DEFINITION | INTERFACE | OBJECT";

function withAccess(sdl: string, requiredAccess: RequiredAccess): string {
  const document = parse(sdl);
  const definitions = document.definitions.map((definition) => {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      return definition;
    }
    const typeName = definition.name.value;
    return visit(
      { ...definition, directives: accessDirective(requiredAccess(typeName)) },
      {
        FieldDefinition: (field) => ({
          ...field,
          directives: [
            ...accessDirective(requiredAccess(typeName, field.name.value)),
            ...(field.directives ?? []),
          ],
        }),
      },
    );
  });
  return `${DIRECTIVE}\n\n${print({ ...document, definitions })}\n`;
}

function accessDirective(text: string | null): ConstDirectiveNode[] {
  if (!text) return [];
  const value = { kind: "StringValue", value: text.trim() };
  const requires = { kind: "Argument", name: { kind: "Name", value: "requires" }, value };
  return [
    {
      kind: "Directive",
      name: { kind: "Name", value: "access" },
      arguments: [requires],
    } as ConstDirectiveNode,
  ];
}

if (import.meta.main) await writeFile(SCHEMA_FILE, pruneSchema(await loadRealSchema()));
