import { z } from "zod";

const count = z.number().int().min(0);
const bulk = { restarts: count, total: count.optional() };

/** How far a collection has come; stored as JSON in the same transaction as what was found so far. */
export const CollectState = z.discriminatedUnion("phase", [
  /** Chosen photos from this one on. */
  z.object({ phase: z.literal("photos"), at: count }),
  z.object({ phase: z.literal("pages"), total: count, after: z.string().nullable() }),
  /** Words from this one on; the products of those before it, and those that name none. */
  z.object({
    phase: z.literal("words"),
    at: count,
    productIds: z.array(z.string()),
    notFound: z.array(z.string()),
  }),
  z.object({ phase: z.literal("products"), at: count, productIds: z.array(z.string()) }),
  z.object({ phase: z.literal("bulk_start"), tries: count, ...bulk }),
  z.object({ phase: z.literal("bulk_wait"), operationId: z.string(), polls: count, ...bulk }),
  z.object({
    phase: z.literal("bulk_read"),
    operationId: z.string(),
    /** Bytes of the result that are done with, and the products in them that were asked for. */
    offset: count,
    products: count,
    /** One bit for each word of a list that named a product, in base64. */
    matched: z.string(),
    failures: count,
    ...bulk,
  }),
]);
export type CollectState = z.infer<typeof CollectState>;
export type StateOf<Phase extends CollectState["phase"]> = Extract<CollectState, { phase: Phase }>;
