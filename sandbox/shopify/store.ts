import { randomUUID } from "node:crypto";
import type { CallLog } from "./calls.ts";
import { createCallLog } from "./calls.ts";
import { noFaults } from "./faults.ts";
import type { Bucket } from "./throttle.ts";
import type { BulkOperation, Collection, Faults, Media, Product, Shop, Variant } from "./model.ts";

/** Files with the same `picture` are the same bytes, so that one resized copy does for all. */
export type StoredFile = { contentType: string; load: () => Promise<Buffer>; picture?: string };
type StagedUpload = { key: string; contentType: string; bytes: Buffer | null };
type Job = { id: string; doneAt: number };

/** Everything the stand-in remembers, and the two things it cannot decide itself: time and chance. */
export type Store = {
  /** Where the stand-in answers, e.g. `http://localhost:3100`; known once its server listens. */
  origin: string;
  shops: Map<string, Shop>;
  /** By path, e.g. `/cdn/shop/files/mug.jpg`. */
  files: Map<string, StoredFile>;
  staged: Map<string, StagedUpload>;
  jobs: Map<string, Job>;
  buckets: Map<string, Bucket>;
  bulkOperations: Map<string, BulkOperation>;
  faults: Faults;
  calls: CallLog;
  now: () => number;
  random: () => number;
  nextId: () => number;
};

export function createStore(options: Partial<Pick<Store, "origin" | "now" | "random">> = {}): Store {
  let lastId = 7_000_000_000;
  return {
    origin: options.origin ?? "http://localhost",
    shops: new Map(),
    files: new Map(),
    staged: new Map(),
    jobs: new Map(),
    buckets: new Map(),
    bulkOperations: new Map(),
    faults: noFaults(),
    calls: createCallLog(),
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    nextId: () => ++lastId,
  };
}

export const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;

const isoNow = (store: Store) => new Date(store.now()).toISOString();

/** Adds a shop; `fields.domain` is `name.myshopify.com`. */
export function addShop(
  store: Store,
  fields: Pick<Shop, "domain" | "name"> & Partial<Omit<Shop, "domain" | "name">>,
): Shop {
  const shop: Shop = {
    id: store.nextId(),
    currencyCode: "EUR",
    plan: "basic",
    installed: false,
    grantedScopes: [],
    uninstalls: 0,
    staff: [],
    products: new Map(),
    collections: [],
    tokens: [],
    ...fields,
  };
  store.shops.set(shop.domain, shop);
  return shop;
}

/** Adds a product with the given fields; without `variants` it gets Shopify's single default variant. */
export function addProduct(
  store: Store,
  shop: Shop,
  fields: Pick<Product, "title"> & Partial<Omit<Product, "variants">> & { variants?: Partial<Variant>[] },
): Product {
  const { variants = [{}], ...rest } = fields;
  const product: Product = {
    id: gid("Product", store.nextId()),
    handle: handleOf(fields.title),
    status: "ACTIVE",
    vendor: shop.name,
    productType: "",
    tags: [],
    descriptionHtml: "",
    createdAt: isoNow(store),
    updatedAt: isoNow(store),
    media: [],
    ...rest,
    variants: variants.map((variant) => newVariant(store, variant)),
  };
  shop.products.set(product.id, product);
  return product;
}

function newVariant(store: Store, fields: Partial<Variant>): Variant {
  const title = fields.title ?? "Default Title";
  return {
    id: gid("ProductVariant", store.nextId()),
    title,
    sku: "",
    price: "0.00",
    selectedOptions: [{ name: "Title", value: title }],
    mediaIds: [],
    ...fields,
  };
}

const handleOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-|-$/g, "") || "product";

/** Adds media that is READY at once (unless `fields` says otherwise), at the end of the product. */
export function addMedia(store: Store, product: Product, fields: Partial<Media> = {}): Media {
  const type = fields.type ?? "MediaImage";
  const media: Media = {
    id: gid(type, store.nextId()),
    type,
    alt: "",
    status: "READY",
    mediaErrors: [],
    createdAt: isoNow(store),
    file: null,
    ...fields,
  };
  product.media.push(media);
  return media;
}

export function addCollection(store: Store, shop: Shop, title: string, productIds: string[]): Collection {
  const collection = { id: gid("Collection", store.nextId()), title, handle: handleOf(title), productIds };
  shop.collections.push(collection);
  return collection;
}

/**
 * Keeps a file where the CDN serves it and returns its path. A name that is taken gets a UUID before its
 * extension, as on Shopify's CDN.
 */
export function addFile(
  store: Store,
  fileName: string,
  file: StoredFile,
): { path: string; fileName: string } {
  const free = store.files.has(cdnPath(fileName)) ? withSuffix(fileName, randomUUID()) : fileName;
  store.files.set(cdnPath(free), file);
  return { path: cdnPath(free), fileName: free };
}

const cdnPath = (fileName: string) => `/cdn/shop/files/${fileName}`;

function withSuffix(fileName: string, suffix: string): string {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? `${fileName.slice(0, dot)}_${suffix}${fileName.slice(dot)}` : `${fileName}_${suffix}`;
}

/** The file at a path such as `/cdn/shop/files/mug.jpg`, or null. */
export function readFile(store: Store, path: string): StoredFile | null {
  return store.files.get(path) ?? null;
}

/**
 * Takes in what was PUT to `/staged/<key>`; false when we never handed out that key, or for another content
 * type: it is part of what the real storage signs.
 */
export function putStaged(store: Store, key: string, bytes: Buffer, contentType: string): boolean {
  const upload = store.staged.get(key);
  if (upload?.contentType !== contentType) return false;
  upload.bytes = bytes;
  return true;
}

/** The public address of a file; Shopify's carry a version that changes with the file. */
export function fileUrl(store: Store, file: { path: string }, createdAt: string): string {
  return `${store.origin}${encodePath(file.path)}?v=${Math.floor(Date.parse(createdAt) / 1000)}`;
}

/** A path as it stands in an address: everything but the slashes encoded. */
export const encodePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");
