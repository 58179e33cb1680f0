import { csvLine, ledgerCsv } from "../credits/ledger-csv.server.ts";
import { allEntries } from "../credits/statement.server.ts";
import { batchesAfter, type ExportedBatch } from "../generation/export.server.ts";
import { imagesAfter, imagesNamed, type ExportedImage } from "../library/export.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { lastPublications, type LastPublications } from "../publishing/export.server.ts";
import { auditJson } from "./audit-file.server.ts";
import { allAuditEntries } from "./audit-log.server.ts";
import type { ExportedFile } from "./export-parts.ts";
import { recipesJson } from "./export-recipes.server.ts";

type Text = AsyncIterable<string>;
const PAGE = 500;

/** What is in an export besides the images' files. Each is read as it is written: none is ever whole in memory. */
export function exportTables(db: Queries, shop: string, files: () => AsyncIterable<ExportedFile>) {
  return {
    "images.csv": () => imagesCsv(db, shop, files()),
    "batches.csv": () => batchesCsv(db, shop),
    "recipes.json": () => recipesJson(db, shop),
    "ledger.csv": () => ledgerCsv(allEntries(db, shop)),
    "audit.json": () => auditJson(allAuditEntries(db, shop)),
  } satisfies Record<string, () => Text>;
}

/** Of chosen images there is one table, about those that are in the file. */
export function chosenTables(
  db: Queries,
  shop: string,
  files: () => AsyncIterable<ExportedFile>,
): Record<string, () => Text> {
  return { "images.csv": () => chosenCsv(db, shop, files()) };
}

const IMAGE_HEADER = [
  ...["File", "Image", "Made (UTC)", "Decision", "Decided by", "Decided (UTC)", "Kept", "Expired (UTC)"],
  ...[
    "Product id",
    "Product",
    "Photo id",
    "Photo",
    "Photo alt text",
    "Batch",
    "Recipe",
    "Recipe version",
    "Model",
  ],
  ...[
    "Type",
    "Width",
    "Height",
    "Bytes",
    "SHA-256",
    "Alt text",
    "Publication",
    "Live (UTC)",
    "Shopify media id",
    "Made again from",
    "Asked for besides",
    "On other products",
  ],
];

/** One line for each image, those whose files are gone too. Images and files come in the same order. */
async function* imagesCsv(
  db: Queries,
  shop: string,
  files: AsyncIterable<ExportedFile>,
): Text & AsyncGenerator<string> {
  yield csvLine(IMAGE_HEADER);
  const names = files[Symbol.asyncIterator]();
  let file = await names.next();
  for (let after = ""; ;) {
    const page = await imagesAfter(db, shop, { after, limit: PAGE, withExpired: true });
    const published = await lastPublications(
      db,
      shop,
      page.map(({ id }) => id),
    );
    for (const image of page) {
      while (!file.done && (file.value.image ?? "") < image.id) file = await names.next();
      const name = !file.done && file.value.image === image.id ? file.value.name : "";
      yield imageLine(image, name, published.get(image.id));
    }
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
}

async function* chosenCsv(
  db: Queries,
  shop: string,
  files: AsyncIterable<ExportedFile>,
): Text & AsyncGenerator<string> {
  yield csvLine(IMAGE_HEADER);
  let some: ExportedFile[] = [];
  for await (const file of files) {
    some.push(file);
    if (some.length < PAGE) continue;
    yield await linesOf(db, shop, some);
    some = [];
  }
  yield await linesOf(db, shop, some);
}

async function linesOf(db: Queries, shop: string, files: readonly ExportedFile[]): Promise<string> {
  const names = new Map(files.map(({ image, name }) => [image ?? "", name]));
  const ids = [...names.keys()];
  const [images, published] = await Promise.all([
    imagesNamed(db, shop, ids),
    lastPublications(db, shop, ids),
  ]);
  return images.map((image) => imageLine(image, names.get(image.id) ?? "", published.get(image.id))).join("");
}

function imageLine(image: ExportedImage, file: string, published: LastPublications | undefined): string {
  const own = published?.own;
  return csvLine([
    ...[file, image.id, timeOf(image.createdAt), image.decision, image.decidedByName ?? ""],
    ...[timeOf(image.decidedAt), image.pinnedAt ? "yes" : "no", timeOf(image.expiredAt)],
    ...[image.productId, image.productTitle, image.photoId, image.photoUrl, image.photoAlt, image.batchId],
    ...[image.recipeName, image.recipeVersion, image.model, image.mimeType, image.width, image.height],
    ...[image.bytes, image.sha256, image.altText],
    ...[own?.state ?? "", timeOf(own?.liveAt ?? null), own?.mediaId ?? ""],
    ...[image.generation.replacesId ?? "", image.generation.instruction],
    (published?.copies ?? []).map(copyIn).join("; "),
  ]);
}

/** Its product's id, what the columns say of its photo's product, and last the title, which may hold anything. */
function copyIn({ productId, productTitle, state, liveAt, mediaId }: LastPublications["copies"][number]) {
  return [productId, state, timeOf(liveAt), mediaId, productTitle].filter(Boolean).join(" ");
}

const BATCH_HEADER = [
  ...[
    "Batch",
    "State",
    "By",
    "Asked for (UTC)",
    "Started (UTC)",
    "Finished (UTC)",
    "Recipe",
    "Recipe version",
  ],
  ...[
    "Prompt",
    "Format",
    "Size",
    "Images per photo",
    "Model",
    "Photos",
    "Images",
    "Credits",
    "Done",
    "Failed",
  ],
  "Cancelled",
];

async function* batchesCsv(db: Queries, shop: string): AsyncGenerator<string> {
  yield csvLine(BATCH_HEADER);
  for (let after = ""; ;) {
    const page = await batchesAfter(db, shop, { after, limit: PAGE });
    yield page.map(batchLine).join("");
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
}

function batchLine(batch: ExportedBatch): string {
  return csvLine([
    ...[batch.id, batch.state, batch.personName, timeOf(batch.createdAt), timeOf(batch.startedAt)],
    ...[timeOf(batch.finishedAt), batch.recipeName, batch.recipeVersion, batch.prompt, batch.aspectRatio],
    ...[batch.imageSize, batch.imagesPerPhoto, batch.model, batch.scopePhotos, batch.quotedImages],
    ...[batch.quotedCredits, batch.done, batch.failed, batch.cancelled],
  ]);
}

function timeOf(at: Date | null): string {
  return at?.toISOString() ?? "";
}
