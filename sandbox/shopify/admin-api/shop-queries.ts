import { findProduct, typeOfId } from "./context.ts";
import type { Context, Resolvers } from "./context.ts";

/** The shop's own object with this id, or null: unknown ids and other shops' look the same. */
function findNode(context: Context, id: string): object | null {
  switch (typeOfId(id)) {
    case "Product":
      return findProduct(context, id);
    case "ProductVariant":
      return context.index().variant(id)?.variant ?? null;
    case "Collection":
      return context.shop.collections.find((collection) => collection.id === id) ?? null;
    case "MediaImage":
    case "Video":
    case "Model3d":
    case "ExternalVideo":
      return context.index().media(id)?.media ?? null;
    default:
      return null;
  }
}

export const shopQueries: Resolvers = {
  shop: (_: unknown, _args: unknown, { shop }) => shop,
  currentAppInstallation: (_: unknown, _args: unknown, { shop }) => shop,
  node: (_: unknown, { id }: { id: string }, context) => findNode(context, id),
  nodes: (_: unknown, { ids }: { ids: string[] }, context) => ids.map((id) => findNode(context, id)),
  bulkOperation: (_: unknown, { id }: { id: string }, { store, shop }) => {
    typeOfId(id);
    const operation = store.bulkOperations.get(id);
    return operation?.shop === shop.domain ? operation : null;
  },
  job: (_: unknown, { id }: { id: string }, { store, now }) => {
    typeOfId(id);
    const job = store.jobs.get(id);
    return job ? { id, done: now >= job.doneAt, query: {} } : null;
  },
};
