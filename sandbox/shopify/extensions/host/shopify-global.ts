import { createTranslate, type Texts } from "./translate.ts";

/** What the page's server knows of whoever looks at which product. */
export type About = {
  productId: string;
  /** Of the shop in this admin. */
  base: string;
  appUrl: string;
  user: string;
  session: string;
  locale: string;
  texts: Texts;
};

/** As much of the API of a block as Packshot's uses: https://shopify.dev/docs/api/admin-extensions. */
export function shopifyGlobal(about: About) {
  return {
    data: { selected: [{ id: about.productId }] },
    extension: { target: "admin.product-details.block.render" },
    i18n: {
      translate: createTranslate(about.texts, about.locale),
      formatNumber: (value: number) => new Intl.NumberFormat(about.locale).format(value),
    },
    auth: { idToken: () => idToken(about) },
  };
}

/** A request to the app's own domain carries a fresh token; its path may be all that is said of it. */
export function fetchWithToken(about: About, plainFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, about.appUrl), init);
    if (new URL(request.url).origin === new URL(about.appUrl).origin) {
      request.headers.set("Authorization", `Bearer ${await idToken(about, plainFetch)}`);
    }
    return plainFetch(request);
  };
}

async function idToken({ base, user, session }: About, plainFetch = fetch): Promise<string> {
  const response = await plainFetch(`${base}/apps/packshot/session-token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user, session }),
  });
  if (!response.ok) throw new Error(`No session token: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}
