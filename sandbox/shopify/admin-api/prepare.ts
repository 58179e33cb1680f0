import { getOperationAST, getVariableValues, GraphQLError, NoDeprecatedCustomRule, parse } from "graphql";
import { validate } from "graphql";
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";

export type AdminRequest = {
  query?: unknown;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
};

export type Prepared = {
  name: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
};
export type Refused = { name: string; errors: readonly GraphQLError[] };

/** Deprecated, and still the only way to take media off a product within product scopes. */
const DEPRECATED_BUT_USED = ["Mutation.productDeleteMedia"];

/** Parses and checks a request. Stricter than Shopify where our own rules are: names, nothing deprecated. */
export function prepare(
  schema: GraphQLSchema,
  request: AdminRequest & { query: string },
): Prepared | Refused {
  const document = parseOrRefuse(request.query);
  if (document instanceof GraphQLError) return { name: "unknown", errors: [document] };
  const operation = getOperationAST(document, request.operationName);
  const name = operation?.name?.value;
  if (!operation || !name) {
    const message = "The sandbox wants one named operation, or several and an operationName";
    return { name: "unnamed", errors: [new GraphQLError(message)] };
  }
  const invalid = [...validate(schema, document).map(notSimulated), ...deprecated(schema, document)];
  if (invalid.length > 0) return { name, errors: invalid };
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  if (values.errors) return { name, errors: values.errors.map(invalidVariable) };
  return { name, document, operation, variables: request.variables ?? {} };
}

function parseOrRefuse(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const UNKNOWN =
  /^(Cannot query field|Unknown (argument|type)|Field .* is not defined|Value .* does not exist)/;

function notSimulated(error: GraphQLError): GraphQLError {
  if (!UNKNOWN.test(error.message)) return error;
  const message = `${error.message} It is not simulated by the sandbox.`;
  return new GraphQLError(message, { nodes: error.nodes, extensions: { code: "undefinedField" } });
}

const deprecated = (schema: GraphQLSchema, document: DocumentNode) =>
  validate(schema, document, [NoDeprecatedCustomRule]).filter(
    ({ message }) => !DEPRECATED_BUT_USED.some((coordinate) => message.includes(coordinate)),
  );

const invalidVariable = (error: GraphQLError) =>
  new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: "INVALID_VARIABLE" } });
