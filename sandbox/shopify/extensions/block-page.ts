import { idNumber, type AdminDeps, type Visit } from "../admin/context.ts";
import { html, type Markup } from "../admin/html.ts";
import type { Product } from "../model.ts";
import { sessionIdOf } from "../session-token.ts";
import type { About } from "./host/shopify-global.ts";
import { textsOf } from "./read.ts";

/** The place of the block on a product's page; only apps that are installed have one. */
export function blockFrame({ shop, name }: Visit, product: Product): Markup | null {
  if (!shop.installed) return null;
  return html`<section class="card" aria-label="Packshot">
    <iframe
      id="product-block"
      title="Packshot images"
      src="/store/${name}/products/${idNumber(product.id)}/block"
    ></iframe>
  </section>`;
}

/** A page of its own for the block, on another origin than the app's, as Shopify has it. */
export function blockPage({ app }: AdminDeps, { shop, name, person }: Visit, product: Product): string {
  const about: About = {
    productId: product.id,
    base: `/store/${name}`,
    appUrl: new URL("/", app.url()).href,
    user: String(person.id),
    session: sessionIdOf(shop, person.id),
    locale: person.locale,
    texts: textsOf("product-block", person.locale),
  };
  return html`<!doctype html>
    <html lang="${person.locale}" class="block">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Packshot images</title>
        <link rel="stylesheet" href="/assets/block.css" />
      </head>
      <body data-about="${JSON.stringify(about)}">
        <script src="/assets/block-host.js"></script>
        <script src="/assets/product-block.js"></script>
        <script>
          standIn();
        </script>
      </body>
    </html>`.markup;
}
