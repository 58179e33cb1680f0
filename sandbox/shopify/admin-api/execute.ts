import { defaultFieldResolver, execute, getNamedType, GraphQLError } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import { missingAccess } from "../schema/access.ts";
import { bulkMutations, bulkOperationFields } from "./bulk-operations.ts";
import { catalogueQueries } from "./catalogue-queries.ts";
import { typeOfId } from "./context.ts";
import type { BulkRun, Context, Resolvers } from "./context.ts";
import { WHOLE } from "./connection.ts";
import { mediaImageFields, otherMediaFields } from "./media-fields.ts";
import { collectionFields, productFields, variantFields } from "./product-fields.ts";
import { productMutations } from "./product-mutations.ts";
import { neededFor, simulatedSchema } from "./schema.ts";
import { appInstallationFields, shopFields } from "./shop-fields.ts";
import { shopQueries } from "./shop-queries.ts";
import { stagedUploadMutations } from "./staged-uploads.ts";
import { variantMutations } from "./variant-mutations.ts";

const RESOLVERS: Record<string, Resolvers> = {
  QueryRoot: { ...catalogueQueries, ...shopQueries },
  Mutation: { ...productMutations, ...variantMutations, ...stagedUploadMutations, ...bulkMutations },
  BulkOperation: bulkOperationFields,
  Product: productFields,
  ProductVariant: variantFields,
  Collection: collectionFields,
  MediaImage: mediaImageFields,
  Video: otherMediaFields,
  Model3d: otherMediaFields,
  ExternalVideo: otherMediaFields,
  Shop: shopFields,
  AppInstallation: appInstallationFields,
};

const MOST_INPUTS = 250;

/** Runs a validated document, holding every field to what the token may read. */
export async function executeDocument(
  document: DocumentNode,
  operationName: string,
  variableValues: Record<string, unknown>,
  contextValue: Context,
): Promise<ExecutionResult> {
  return execute({
    schema: simulatedSchema(),
    document,
    operationName,
    variableValues,
    contextValue,
    rootValue: {},
    fieldResolver,
    typeResolver: (value) => typeOfId((value as { id: string }).id),
  });
}

const fieldResolver: GraphQLFieldResolver<unknown, Context, Record<string, unknown>> = (
  source,
  args,
  context,
  info,
) => {
  requireAccess(context, info);
  limitInputs(args);
  const { parentType, fieldName } = info;
  if (parentType.name === "Mutation" && context.refuseMutations) return refusal();
  const resolver = RESOLVERS[parentType.name]?.[fieldName];
  if (!resolver) return defaultFieldResolver(source, args, context, info);
  if (context.bulk && getNamedType(info.returnType).name.endsWith("Connection")) {
    return inBulk(context.bulk, parentType.name, () =>
      resolver(source as never, { ...args, first: WHOLE } as never, context),
    );
  }
  return resolver(source as never, args as never, context);
};

/** A connection whole; of the root objects, found once, those whose turn it is. */
function inBulk(run: BulkRun, parent: string, resolve: () => unknown): unknown {
  if (parent !== "QueryRoot") return resolve();
  run.roots ??= (resolve() as { nodes: object[] }).nodes;
  const nodes = run.roots.slice(run.from, run.to);
  return { nodes, edges: nodes.map((node) => ({ node })) };
}

function requireAccess({ token }: Context, { parentType, fieldName }: GraphQLResolveInfo): void {
  const field = parentType.getFields()[fieldName];
  if (!field) return; // __typename
  for (const { text, access } of neededFor(parentType, field)) {
    if (access && missingAccess(access, token.scopes).length === 0) continue;
    throw new GraphQLError(`Access denied for ${fieldName} field. Required access: ${text}`, {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess: text,
      },
    });
  }
}

function limitInputs(args: Record<string, unknown>): void {
  for (const value of Object.values(args)) {
    if (!Array.isArray(value) || value.length <= MOST_INPUTS) continue;
    throw new GraphQLError(
      `The input array size of ${value.length} is greater than the maximum allowed of ${MOST_INPUTS}.`,
      { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
    );
  }
}

/** A payload that carries nothing but an error, under either name that payloads have for their errors. */
function refusal() {
  const errors = [{ code: "INVALID", field: null, message: "The stand-in was told to refuse this" }];
  return { userErrors: errors, mediaUserErrors: errors };
}
