import type { Db } from "../app/platform/db/db.server.ts";
import { addImage, seedBatch, type Rows } from "./generation-rows.ts";

/** So many images of one batch: one as it is filed, and copies of it by the database, since row by row would take long. */
export async function manyImages(ownerDb: Db, count: number): Promise<Rows> {
  const rows = await seedBatch(ownerDb);
  const { shop, ids } = rows;
  const id = await addImage(ownerDb, rows, ids[0] ?? "");
  await ownerDb.$executeRaw`
    INSERT INTO "Generation" SELECT copy.* FROM "Generation" g, generate_series(2, ${count}) n,
      jsonb_populate_record(g, jsonb_build_object('id', 'copy ' || n, 'ordinal', n)) copy WHERE g.shop = ${shop}`;
  await ownerDb.$executeRaw`
    INSERT INTO "Image" SELECT copy.* FROM "Image" i, generate_series(2, ${count}) n,
      jsonb_populate_record(i, jsonb_build_object('id', i.id || n, 'generationId', 'copy ' || n)) copy WHERE i.id = ${id}`;
  await ownerDb.$executeRaw`ANALYZE "Image"`; // as autovacuum does: so many rows are no surprise to the planner
  return rows;
}
