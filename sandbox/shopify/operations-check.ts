import { GraphQLError, getNamedType, isInputObjectType, Kind, parse, Source, TypeInfo } from "graphql";
import { validate, visit, visitWithTypeInfo } from "graphql";
import type { ASTNode, DocumentNode } from "graphql";
import { missingAccess, parseAccess } from "./schema/access.ts";
import type { RealSchema } from "./schema/real-schema.ts";

export type OperationFile = { path: string; text: string };
export type Problem = { path: string; message: string };
export type Limits = {
  scopes: string[];
  /** By schema coordinate, e.g. `Mutation.productDeleteMedia`: why we use it although it is deprecated. */
  deprecated: Record<string, string>;
};

type Real = Pick<RealSchema, "schema" | "requiredAccess">;

/**
 * Checks operations against Shopify's own schema: each is named, valid, needs no scope beyond ours and uses
 * nothing deprecated. Documents inside strings (bulk queries) are held to the same.
 */
export function checkOperations(files: OperationFile[], real: Real, limits: Limits): Problem[] {
  return files.flatMap((file) => checkFile(file, real, limits));
}

function checkFile({ path, text }: OperationFile, real: Real, limits: Limits): Problem[] {
  const document = parseOrExplain(text, path);
  if (typeof document === "string") return [{ path, message: document }];
  const messages = [
    ...unnamed(document),
    ...validate(real.schema, document).map(({ message }) => message),
    ...beyondLimits(document, real, limits),
  ];
  const inside = documentsInStrings(document).flatMap((inner, index) =>
    checkFile({ path: `${path} (document ${index + 1} inside a string)`, text: inner }, real, limits),
  );
  return [...[...new Set(messages)].map((message) => ({ path, message })), ...inside];
}

function parseOrExplain(text: string, path: string): DocumentNode | string {
  try {
    return parse(new Source(text, path));
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}

const unnamed = (document: DocumentNode) =>
  document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION && !definition.name)
    .map(() => "An operation has no name");

function beyondLimits(document: DocumentNode, { schema, requiredAccess }: Real, limits: Limits): string[] {
  const messages: string[] = [];
  const typeInfo = new TypeInfo(schema);

  const needs = (coordinate: string, text: string | null) => {
    if (!text) return;
    const access = parseAccess(text);
    if (access && missingAccess(access, limits.scopes).length === 0) return;
    messages.push(`${coordinate} needs more than our scopes: ${text.trim()}`);
  };
  const needsType = (name: string) => needs(name, requiredAccess(name));
  const deprecation = (coordinate: string, reason: string | null | undefined) => {
    if (reason && !limits.deprecated[coordinate]) messages.push(`${coordinate} is deprecated: ${reason}`);
  };

  const checks = {
    Field() {
      const parent = typeInfo.getParentType();
      const field = typeInfo.getFieldDef();
      if (!parent || !field) return; // not in the schema, which `validate` reports
      const coordinate = `${parent.name}.${field.name}`;
      needsType(parent.name);
      needs(coordinate, requiredAccess(parent.name, field.name));
      deprecation(coordinate, field.deprecationReason);
    },
    NamedType(node: { name: { value: string } }) {
      needsType(node.name.value);
    },
    Argument() {
      const argument = typeInfo.getArgument();
      const owner = `${typeInfo.getParentType()?.name ?? ""}.${typeInfo.getFieldDef()?.name ?? ""}`;
      if (argument) deprecation(`${owner}(${argument.name}:)`, argument.deprecationReason);
    },
    ObjectField(node: { name: { value: string } }) {
      const owner = getNamedType(typeInfo.getParentInputType());
      if (!isInputObjectType(owner)) return;
      deprecation(`${owner.name}.${node.name.value}`, owner.getFields()[node.name.value]?.deprecationReason);
    },
    EnumValue(node: { value: string }) {
      const owner = getNamedType(typeInfo.getInputType());
      if (owner) deprecation(`${owner.name}.${node.value}`, typeInfo.getEnumValue()?.deprecationReason);
    },
  };
  visit(document, visitWithTypeInfo(typeInfo, checks));
  return messages;
}

const LOOKS_LIKE_A_DOCUMENT = /^\s*(#[^\n]*\n\s*)*((query|mutation|fragment|subscription)\b[^]*)?\{[^]*\{/;

function documentsInStrings(document: ASTNode): string[] {
  const found: string[] = [];
  visit(document, {
    StringValue({ value }) {
      if (LOOKS_LIKE_A_DOCUMENT.test(value)) found.push(value);
    },
  });
  return found;
}
