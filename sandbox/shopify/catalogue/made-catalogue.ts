import type { Product, Shop } from "../model.ts";
import { addCollection, addFile, addMedia, addProduct, type Store } from "../store.ts";
import { SHARED_PHOTOS, sharedPhoto, type SharedPhoto } from "./shared-photo.ts";

export type MadeCatalogue = {
  products: number;
  photosPerProduct?: number;
  /** All photos are one picture under as many addresses. */
  photo?: SharedPhoto;
};

const THINGS = ["Mug", "Bowl", "Lamp", "Vase", "Tray", "Jug", "Kettle", "Candle", "Blanket", "Basket"];
const LOOKS = ["Amber", "Ash", "Clay", "Cobalt", "Fern", "Honey", "Ink", "Moss", "Oak", "Plum", "Rust"];
const VENDORS = ["Harbour & Hearth", "Soft Light", "Plain Work", "North Kiln", "Field Studio"];
const STATUSES = ["ACTIVE", "ACTIVE", "ACTIVE", "DRAFT", "ARCHIVED"] as const;

const pick = <Value>(values: readonly [Value, ...Value[]] | readonly Value[], at: number): Value =>
  values[at % values.length] as Value;

/** Many products at once, the same ones each time: `made-1` with the SKU `MADE-1` and so on. */
export function addMadeCatalogue(store: Store, shop: Shop, made: MadeCatalogue): Product[] {
  const start = shop.products.size;
  const products = Array.from({ length: made.products }, (_, index) =>
    addMadeProduct(store, shop, start + index + 1, made),
  );
  const every = (nth: number) => products.filter((_, at) => at % nth === 0).map(({ id }) => id);
  if (products.length > 0) {
    addCollection(store, shop, "Every second", every(2));
    addCollection(store, shop, "Every tenth", every(10));
  }
  return products;
}

function addMadeProduct(store: Store, shop: Shop, n: number, made: MadeCatalogue): Product {
  const type = pick(THINGS, n);
  const product = addProduct(store, shop, {
    title: `${pick(LOOKS, Math.floor(n / 7))} ${type.toLowerCase()} ${n}`,
    handle: `made-${n}`,
    vendor: pick(VENDORS, n),
    productType: type,
    status: pick(STATUSES, n),
    tags: [n % 2 ? "odd" : "even", `hundred-${Math.floor(n / 100)}`],
    variants: [{ sku: `MADE-${n}`, price: `${10 + (n % 90)}.00` }],
  });
  for (let photo = 1; photo <= (made.photosPerProduct ?? 1); photo += 1) {
    addSharedPhoto(store, product, photo, made.photo ?? "small");
  }
  return product;
}

function addSharedPhoto(store: Store, product: Product, photo: number, kind: SharedPhoto): void {
  const { width, height, bytes } = SHARED_PHOTOS[kind];
  const stored = addFile(store, `${product.handle}-${photo}.jpg`, {
    contentType: "image/jpeg",
    load: () => sharedPhoto(kind),
    picture: kind,
  });
  const file = { ...stored, width, height, bytes, mimeType: "image/jpeg" };
  addMedia(store, product, { alt: `${product.title}, view ${photo}`, file });
}
