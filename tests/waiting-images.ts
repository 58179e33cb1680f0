import type { Db } from "../app/platform/db/db.server.ts";

/** Copies a shop's images, undecided and with the same files, until so many wait for review. Quicker than making them. */
export async function multiplyImages(db: Db, shop: string, many: number): Promise<void> {
  await db.$executeRaw`
    WITH original AS (
      SELECT i.*, row_number() OVER (ORDER BY i.id) - 1 AS place, count(*) OVER () AS originals
      FROM "Image" i WHERE i.shop = ${shop} AND i.decision = 'undecided'),
    copies AS (
      SELECT o AS image, g AS generation, copy, gen_random_uuid()::text AS "generationId",
        left(o.id, 24) || lpad(to_hex(copy), 12, '0') AS id
      FROM generate_series(1, ${many}::int - (SELECT count(*) FROM original)) copy
      JOIN original o ON o.place = copy % o.originals
      JOIN "Generation" g ON g.shop = o.shop AND g.id = o."generationId"),
    generations AS (
      INSERT INTO "Generation" SELECT (jsonb_populate_record(NULL::"Generation", to_jsonb(generation)
        || jsonb_build_object('id', "generationId", 'ordinal', 1000 + copy))).* FROM copies)
    INSERT INTO "Image" SELECT (jsonb_populate_record(NULL::"Image", to_jsonb(image)
      || jsonb_build_object('id', id, 'generationId', "generationId"))).* FROM copies`;
}
