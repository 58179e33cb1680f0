import type { Services } from "./services.server.ts";
import type { Language } from "./texts/languages.ts";
import { sessionTokenIn } from "./token-claims.server.ts";

type Parts = Pick<Services, "shopify" | "settings" | "log">;
export type ShopLanguage = (request: Request) => Promise<Language | null>;

/**
 * The language that the shop of a request has chosen. Whose it is, is known by a session token that holds and by nothing
 * else: an address may name any shop. A page is never refused for want of its language.
 */
export function createShopLanguage({ shopify, settings, log }: Parts): ShopLanguage {
  return async (request) => {
    const shop = await shopOf(shopify, sessionTokenIn(request));
    if (shop === null) return null;
    return settings.languageOf(shop).catch((err: unknown) => {
      log.warn({ shop, err }, "the shop's language is not known");
      return null;
    });
  };
}

async function shopOf({ api }: Parts["shopify"], token: string): Promise<string | null> {
  if (token === "") return null;
  try {
    const { dest } = await api.session.decodeSessionToken(token);
    return new URL(dest).host;
  } catch {
    return null; // what it lacks, the page's own check tells
  }
}
