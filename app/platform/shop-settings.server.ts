import { LANGUAGES, type Language } from "../texts/languages.ts";
import { recordAudit } from "./audit/record-audit.server.ts";
import type { Db, Queries } from "./db/db.server.ts";
import { PackshotError } from "./errors.ts";
import type { Editor } from "./person.ts";

/** What a shop has chosen for itself; null: nothing, so that the default holds. */
export type ShopSettings = {
  language: Language | null;
  defaultRecipe: string | null;
  defaultPlacement: string | null;
  batchCap: number | null;
  monthlyCap: number | null;
  retentionDays: number | null;
};

const COLUMNS = {
  ...{ language: true, defaultRecipe: true, defaultPlacement: true },
  ...{ batchCap: true, monthlyCap: true, retentionDays: true },
} as const;

export async function settingsOf(db: Queries, shop: string): Promise<ShopSettings> {
  const row = await db.shop.findUnique({ where: { shop }, select: COLUMNS });
  if (!row) throw new PackshotError("shop_gone", { shop });
  return { ...row, language: languageIn(row.language) };
}

/** The same under the row's lock: of two people who save at once, the second sees what the first has left. */
export async function lockSettings(tx: Queries, shop: string): Promise<ShopSettings> {
  await tx.$queryRaw`SELECT shop FROM "Shop" WHERE shop = ${shop} FOR NO KEY UPDATE`;
  return settingsOf(tx, shop);
}

/** Also of a shop that is not here (any more): it has chosen nothing. */
export async function languageOf(db: Queries, shop: string): Promise<Language | null> {
  const row = await db.shop.findUnique({ where: { shop }, select: { language: true } });
  return languageIn(row?.language ?? null);
}

/** Null: each person sees the language that their own Shopify admin has. */
export async function setLanguage(
  db: Db,
  shop: string,
  person: Editor,
  language: Language | null,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { language: before } = await lockSettings(tx, shop);
    if (before === language) return;
    await tx.shop.update({ where: { shop }, data: { language } });
    const details = { language, before };
    await recordAudit(tx, shop, person, { action: "language_changed", on: "shop", details });
  });
}

/** One that a newer version spoke counts as none. */
function languageIn(tag: string | null): Language | null {
  return LANGUAGES.find((language) => language === tag) ?? null;
}
