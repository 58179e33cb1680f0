import type { Media, Product } from "../model.ts";
import { fileUrl, type Store } from "../store.ts";
import { adminLink } from "../extensions/read.ts";
import { idNumber, type AdminDeps, type Visit } from "./context.ts";
import { html, type Markup } from "./html.ts";
import { layout } from "./layout.ts";

/** A made catalogue may have 50,000. */
const MOST = 500;

export function productListPage({ store }: AdminDeps, visit: Visit): string {
  const { shop, name, person } = visit;
  const products = [...shop.products.values()].slice(0, MOST);
  const link = shop.installed ? adminLink("selection-link", person.locale) : null;
  const body = html`<h1>Products</h1>
    ${products.length === 0 ? html`<p class="card">This shop has no products.</p>` : null}
    <form action="/store/${name}/apps/packshot${link?.path ?? ""}">
      ${link ? html`<p class="line selection-actions"><button>${link.label}</button></p>` : null}
      <ul class="products card">
        ${products.map((product) => row(store, name, product))}
      </ul>
    </form>
    ${shop.products.size > MOST ? html`<p class="quiet">The first ${MOST} of ${shop.products.size}.</p>` : null}`;
  return layout(store, visit, {
    title: "Products",
    section: "products",
    body,
    path: `/store/${name}/products`,
  });
}

function row(store: Store, name: string, product: Product): Markup {
  const photos = product.media.length === 1 ? "1 photo" : `${product.media.length} photos`;
  return html`<li>
    <input
      type="checkbox"
      name="ids[]"
      value="${idNumber(product.id)}"
      aria-label="Select ${product.title}"
    />
    <a href="${productPath(name, product)}">
      ${thumbnail(store, product.media[0])}
      <span class="title" dir="auto">${product.title}</span>
      <span class="quiet">${product.vendor} · ${photos}</span>
      <span class="badge ${product.status.toLowerCase()}">${product.status.toLowerCase()}</span>
    </a>
  </li>`;
}

export const productPath = (name: string, product: Product) =>
  `/store/${name}/products/${idNumber(product.id)}`;

export function photoStrip(store: Store, name: string, products: Product[]): Markup {
  return html`<ul class="strip">
    ${products.map(
      (product) =>
        html`<li>
          <a href="${productPath(name, product)}" title="${product.title}">
            ${thumbnail(store, product.media[0], 240, product.title)}
          </a>
        </li>`,
    )}
  </ul>`;
}

/** A small picture of a media, or a grey field that says what it is instead. */
export function thumbnail(store: Store, media: Media | undefined, size = 80, alt = ""): Markup {
  if (media?.type === "MediaImage" && media.file) {
    const url = `${fileUrl(store, media.file, media.createdAt)}&width=${size * 2}`;
    return html`<img src="${url}" alt="${alt}" width="${size}" height="${size}" loading="lazy" />`;
  }
  return html`<span class="no-photo">${media ? labelOf(media) : "no photo"}</span>`;
}

const labelOf = (media: Media) => (media.type === "MediaImage" ? media.status.toLowerCase() : media.type);
