import { z } from "zod";

/** A product's own media in order, and what its variants show, as they are without Packshot. */
export const Snapshot = z.object({
  media: z.array(z.object({ id: z.string(), alt: z.string() })),
  variants: z.array(z.object({ id: z.string(), mediaIds: z.array(z.string()) })),
});
export type Snapshot = z.infer<typeof Snapshot>;
