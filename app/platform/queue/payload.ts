import { z } from "zod";

const VERSION = 1;
const Payload = z.object({ v: z.literal(VERSION), shop: z.string().min(1), id: z.string().min(1) });

export type Payload = z.infer<typeof Payload>;

/** What lies in Redis under a job. Workers of two versions share one Redis while a new one is rolled out. */
export function payloadOf({ shop, id }: { shop: string; id: string }): Payload {
  return { v: VERSION, shop, id };
}

/** Null for nonsense and for what a newer version wrote: skipped, since the rows say what is to be done anyway. */
export function readPayload(data: unknown): Payload | null {
  return Payload.safeParse(data).data ?? null;
}
