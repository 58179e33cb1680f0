import { drawPhoto, type Drawing } from "../drawn-photos/draw.ts";
import type { ShapeName } from "../drawn-photos/shapes/shapes.ts";
import type { Product, Shop } from "../model.ts";
import { addFile, addMedia, addProduct, type Store } from "../store.ts";

/** One product of a demo catalogue. */
export type CatalogueEntry = {
  title: string;
  vendor: string;
  type: string;
  price: string;
  sku: string;
  tags: string[];
  collections: string[];
  shape: ShapeName;
  /** Name and colour of each variant: each gets its own photo. */
  colours: (readonly [name: string, hex: string])[];
  /** Further photos of the first colour: 1 turned, 2 close, 3 with a second one behind. */
  more: number[];
  size: readonly [width: number, height: number];
  status: Product["status"];
};

/** What a drawn JPEG weighs, roughly, per pixel: known before it is drawn. */
const BYTES_PER_PIXEL = 0.13;

export function addDrawnProduct(store: Store, shop: Shop, entry: CatalogueEntry): Product {
  const { title, vendor, type, tags, status } = entry;
  const product = addProduct(store, shop, {
    title,
    vendor,
    productType: type,
    tags,
    status,
    descriptionHtml: `<p>${type} by ${vendor}. Drawn for this demo shop.</p>`,
    variants: entry.colours.map(([colour]) => variantOf(entry, colour)),
  });
  entry.colours.forEach(([name, hex], index) => {
    const media = addPhoto(store, product, entry, { name, hex, angle: 0 });
    const variant = product.variants[index];
    if (variant && entry.colours.length > 1) variant.mediaIds = [media.id];
  });
  const [first] = entry.colours;
  for (const angle of entry.more) {
    if (first) addPhoto(store, product, entry, { name: first[0], hex: first[1], angle });
  }
  return product;
}

function variantOf({ sku, price, colours }: CatalogueEntry, colour: string) {
  if (colours.length === 1) return { sku, price };
  return {
    title: colour,
    sku: `${sku}-${colour.slice(0, 3).toUpperCase()}`,
    price,
    selectedOptions: [{ name: "Colour", value: colour }],
  };
}

type PhotoOf = { name: string; hex: string; angle: number };
const ANGLE_NAMES = ["front", "side", "detail", "pair"];

function addPhoto(store: Store, product: Product, entry: CatalogueEntry, { name, hex, angle }: PhotoOf) {
  const [width, height] = entry.size;
  const drawing: Drawing = { shape: entry.shape, colour: hex, angle, width, height };
  const fileName = `${product.handle}-${name.toLowerCase().replaceAll(" ", "-")}-${ANGLE_NAMES[angle]}.jpg`;
  const file = addFile(store, fileName, { contentType: "image/jpeg", load: () => drawPhoto(drawing) });
  return addMedia(store, product, {
    alt: `${product.title}, ${name.toLowerCase()}`,
    file: {
      ...file,
      width,
      height,
      bytes: Math.round(width * height * BYTES_PER_PIXEL),
      mimeType: "image/jpeg",
    },
  });
}
