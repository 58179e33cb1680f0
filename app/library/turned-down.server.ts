import { Prisma } from "../platform/db/generated/client.ts";

/**
 * From when a rejected image's window counts: it was rejected then or, later, kept no longer. The latter moves
 * `unusedSince` alone; nothing else does once an image is rejected. As the index "Image_rejected" has it.
 */
export const TURNED_DOWN_AT = Prisma.sql`GREATEST("decidedAt", "unusedSince")`;
