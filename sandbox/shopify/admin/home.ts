import type { Product } from "../model.ts";
import { fullName, type AdminDeps, type Visit } from "./context.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";
import { photoStrip } from "./product-list.ts";

/** Two rows on a desktop. */
const SHOWN = 14;

export function homePage({ store }: AdminDeps, visit: Visit): string {
  const { shop, name, person } = visit;
  const active = [...shop.products.values()].filter(({ status }) => status === "ACTIVE");
  const body = html`<h1>Good day, ${person.firstName}</h1>
    <p class="lead">This is a made-up shop on your own machine. None of this is Shopify.</p>
    <section class="card call">
      <div>
        <h2>Packshot</h2>
        <p>
          ${
            shop.installed
              ? "Installed. Turn the photos below into new product images."
              : "Opening it installs it, with access to products alone."
          }
        </p>
      </div>
      <a class="button primary" href="/store/${name}/apps/packshot">Open Packshot</a>
    </section>
    <section class="card">
      <h2>${shop.name}</h2>
      <p>
        ${shop.products.size} products, ${shop.collections.length} collections. Signed in as
        ${fullName(person)}.
        <a href="/store/${name}/products">See all products</a>
      </p>
      ${photoStrip(store, name, oneOfEachType(active).slice(0, SHOWN))}
    </section>`;
  return layout(store, visit, { title: "Home", section: "home", body, path: `/store/${name}` });
}

const oneOfEachType = (products: Product[]) => [
  ...new Map(products.map((product) => [product.productType || product.id, product])).values(),
];
