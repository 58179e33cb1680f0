import type { Queries } from "../platform/db/db.server.ts";
import type { ImageFilter } from "./image-filter.ts";
import { imagesByIds, type LibraryImage } from "./image-store.server.ts";
import { lookFor, type Way } from "./looked-at.server.ts";

export type ImagePlace = {
  order: "newest" | "oldest";
  /** Behind the image with this id, or before it. */
  after?: string;
  before?: string;
  limit: number;
};

export type ImagesFound = {
  images: LibraryImage[];
  /** The id behind which the next page begins, and the one before which the page before ends; null: there is none. */
  next: string | null;
  previous: string | null;
  /** Fewer than asked for, since so many rows were looked at: there may be more behind it. */
  isCutShort: boolean;
};

/** A page of the images that a filter means. Its work is bounded, whatever the filter is and however many there are. */
export async function findImages(
  db: Queries,
  shop: string,
  filter: ImageFilter,
  { order, after, before, limit }: ImagePlace,
): Promise<ImagesFound> {
  const isBack = before !== undefined;
  const way = { isDescending: (order === "newest") !== isBack, cursor: before ?? after };
  const { ids, end } = await idsFound(db, shop, filter, { ...way, limit: limit + 1 });
  const shown = ids.slice(0, limit);
  const found = await imagesByIds(db, shop, shown);
  const images = shown.flatMap((id) => found.get(id) ?? []);
  const isFull = ids.length > limit;
  const onward = isFull ? (shown.at(-1) ?? null) : end;
  const isCutShort = !isFull && end !== null;
  if (isBack) return { images: images.toReversed(), next: shown[0] ?? before, previous: onward, isCutShort };
  return { images, next: onward, previous: after === undefined ? null : (shown[0] ?? after), isCutShort };
}

/** `end`: the last row looked at, where there are more; all that match up to it are among the ids. */
async function idsFound(
  db: Queries,
  shop: string,
  filter: ImageFilter,
  { limit, ...way }: Way & { limit: number },
): Promise<{ ids: string[]; end: string | null }> {
  const look = await lookFor(db, shop, filter, way);
  if (!look) return { ids: [], end: null };
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${look.rows}) AS looked WHERE ${look.others} ORDER BY id ${look.order} LIMIT ${limit}`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === limit && !look.isByProduct) return { ids, end: null };
  const [last] = await db.$queryRaw<{ id: string }[]>(look.end);
  if (!last) return { ids, end: null };
  const isWithin = (id: string) => (way.isDescending ? id >= last.id : id <= last.id);
  return { ids: ids.filter(isWithin), end: last.id };
}

/** How many a filter means, as far as one look goes. */
export async function countImagesFound(
  db: Queries,
  shop: string,
  filter: ImageFilter,
): Promise<{ amount: number; isMore: boolean }> {
  const look = await lookFor(db, shop, filter, { isDescending: true });
  if (!look) return { amount: 0, isMore: false };
  const [[counted], [last]] = await Promise.all([
    db.$queryRaw<{ amount: number }[]>`
      SELECT count(*)::int AS amount FROM (${look.rows}) AS looked WHERE ${look.others}`,
    db.$queryRaw<{ id: string }[]>(look.end),
  ]);
  return { amount: counted?.amount ?? 0, isMore: last !== undefined };
}
