import type { Media, Product } from "../model.ts";
import { settleMedia } from "../product-media.ts";
import type { Store } from "../store.ts";
import { blockFrame } from "../extensions/block-page.ts";
import { adminLink } from "../extensions/read.ts";
import { idNumber, type AdminDeps, type Visit } from "./context.ts";
import { html, type Markup } from "./html.ts";
import { layout } from "./layout.ts";
import { productPath, thumbnail } from "./product-list.ts";

export function productPage({ store }: AdminDeps, visit: Visit, product: Product): string {
  const path = productPath(visit.name, product);
  const body = html`<p><a href="/store/${visit.name}/products">Products</a></p>
    <div class="head">
      <h1 dir="auto">${product.title}</h1>
      ${moreActions(visit, product)}
    </div>
    <p class="quiet">
      ${product.vendor} · ${product.productType || "no type"} · ${product.status.toLowerCase()} ·
      ${product.tags.join(", ") || "no tags"}
    </p>
    ${blockFrame(visit, product)}
    <section class="card">
      <h2>Media</h2>
      <div id="media" data-source="${path}/media" aria-live="polite">${mediaList(store, path, product)}</div>
      ${button(path, "add_photo", "Add a drawn photo")}
    </section>
    <section class="card">
      <h2>Variants</h2>
      <ul class="plain">
        ${product.variants.map((variant) => html`<li>${variant.title} · ${variant.sku || "no SKU"} · ${variant.price}</li>`)}
      </ul>
    </section>
    <section class="card">
      <h2>Edit</h2>
      <form method="post" action="${path}/edit" class="line">
        <input type="hidden" name="action" value="set_title" />
        <label>Title <input name="title" value="${product.title}" required /></label>
        <button>Save title</button>
      </form>
      ${button(path, "delete_product", "Delete product", "critical")}
    </section>`;
  return layout(store, visit, {
    title: product.title,
    section: "products",
    body,
    path,
    script: "product.js",
  });
}

/** Links of installed apps, each with the product's number in its address. */
function moreActions({ shop, name, person }: Visit, product: Product): Markup | null {
  if (!shop.installed) return null;
  const { label, path } = adminLink("product-link", person.locale);
  return html`<details class="switch right">
    <summary>More actions</summary>
    <div class="menu">
      <a href="/store/${name}/apps/packshot${path}?id=${idNumber(product.id)}">${label}</a>
    </div>
  </details>`;
}

/** The product's media in order. The page fetches this part again and again, so that it follows the app's work. */
export function mediaList(store: Store, path: string, product: Product): Markup {
  settleMedia(product, store.now());
  if (product.media.length === 0) return html`<p>No media.</p>`;
  return html`<ol class="media">
    ${product.media.map((media, position) => mediaItem(store, path, product, media, position))}
  </ol>`;
}

function mediaItem(store: Store, path: string, product: Product, media: Media, position: number): Markup {
  const linked = product.variants.filter(({ mediaIds }) => mediaIds.includes(media.id));
  const id = html`<input type="hidden" name="mediaId" value="${media.id}" />`;
  const move = (to: number, label: string) =>
    button(path, "move_media", label, "", html`${id}<input type="hidden" name="position" value="${to}" />`);
  return html`<li data-media-id="${media.id}" data-status="${media.status}">
    ${thumbnail(store, media, 200, media.alt)}
    <dl>
      <dt>Status</dt>
      <dd><span class="badge ${media.status.toLowerCase()}">${media.status}</span></dd>
      <dt>Alt text</dt>
      <dd dir="auto">${media.alt || "none"}</dd>
      <dt>File</dt>
      <dd class="file">${media.file?.fileName ?? "not yet"}</dd>
      <dt>Variants</dt>
      <dd>${linked.map(({ title }) => title).join(", ") || "none"}</dd>
      ${media.mediaErrors.map(
        ({ message }) =>
          html`<dt>Error</dt>
            <dd>${message}</dd>`,
      )}
    </dl>
    <div class="line">
      ${position > 0 ? move(position - 1, "Move up") : null}
      ${position < product.media.length - 1 ? move(position + 1, "Move down") : null}
      ${button(path, "delete_media", "Delete", "critical", id)}
      <form method="post" action="${path}/edit" class="line">
        <input type="hidden" name="action" value="attach_media" />${id}
        <select name="variantId" aria-label="Variant for media ${position + 1}">
          ${product.variants.map((variant) => html`<option value="${variant.id}">${variant.title}</option>`)}
        </select>
        <button>Attach</button>
      </form>
    </div>
  </li>`;
}

function button(
  path: string,
  action: string,
  label: string,
  tone = "",
  fields: Markup | null = null,
): Markup {
  return html`<form method="post" action="${path}/edit">
    <input type="hidden" name="action" value="${action}" />${fields}<button class="${tone}">${label}</button>
  </form>`;
}
