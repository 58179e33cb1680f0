import type { Queries } from "../platform/db/db.server.ts";

/** What it is called; of a batch, whose name is its recipe's, with the recipe's key. */
export type SubjectName = { name: string; recipeKey?: string };

type About = { subject: string; subjectId: string };

/** By their ids, the names of those things that entries are about and that are still there. */
export async function subjectNames(
  db: Queries,
  shop: string,
  entries: readonly About[],
): Promise<Map<string, SubjectName>> {
  const idsOf = (kind: string) => [
    ...new Set(entries.flatMap(({ subject, subjectId }) => (subject === kind ? [subjectId] : []))),
  ];
  const [batches, images, products, publications, recipes] = await Promise.all([
    db.batch.findMany({
      where: { shop, id: { in: idsOf("batch") } },
      select: { id: true, recipeName: true, recipeKey: true },
    }),
    db.image.findMany({
      where: { shop, id: { in: idsOf("image") } },
      select: { id: true, productTitle: true },
    }),
    db.$queryRaw<{ id: string; title: string | null }[]>`
      SELECT p.id, (SELECT i."productTitle" FROM "Image" i WHERE i.shop = ${shop} AND i."productId" = p.id
        ORDER BY i.id DESC LIMIT 1) AS title
      FROM unnest(${idsOf("product")}::text[]) AS p (id)`,
    db.publication.findMany({
      where: { shop, id: { in: idsOf("publication") } },
      select: { id: true, image: { select: { productTitle: true } } },
    }),
    db.recipe.findMany({ where: { shop, id: { in: idsOf("recipe") } }, select: { id: true, name: true } }),
  ]);
  return new Map<string, SubjectName>([
    ...batches.map(({ id, recipeName: name, recipeKey }) => [id, { name, recipeKey }] as const),
    ...images.map(({ id, productTitle: name }) => [id, { name }] as const),
    ...products.flatMap(({ id, title: name }) => (name === null ? [] : [[id, { name }] as const])),
    ...publications.map(({ id, image }) => [id, { name: image.productTitle }] as const),
    ...recipes.map(({ id, name }) => [id, { name }] as const),
  ]);
}
