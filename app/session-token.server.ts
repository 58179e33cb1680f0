import type { Shopify } from "@shopify/shopify-api";

/** Null for a session token that holds; else as what it counts: forged ones together, one that has ended by itself. */
export type RefusalOf = (token: string) => Promise<string | null>;

type Tokens = {
  api: { session: Pick<Shopify["session"], "decodeSessionToken"> };
  isSigned: (token: string) => boolean;
};

/**
 * Whether a token holds is asked of the library alone. One that it refuses though Shopify signed it for this app was
 * somebody's (a tab that slept, an old address): it must not wait because of what is forged at the same address.
 */
export function createRefusalOf({ api, isSigned }: Tokens): RefusalOf {
  return async (token) => {
    try {
      await api.session.decodeSessionToken(token);
      return null;
    } catch {
      const signature = token.slice(token.lastIndexOf(".") + 1);
      return isSigned(token) ? `ended ${signature.slice(0, 16)}` : "forged";
    }
  };
}
