import { z } from "zod";
import { drawPhoto } from "./drawn-photos/draw.ts";
import type { Product, Shop } from "./model.ts";
import { moveMedia, removeMedia, settleMedia } from "./product-media.ts";
import { addFile, addMedia, type Store } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

/** What a merchant may do to a product in the admin while the app is at work on it. */
export const MerchantEdit = z.discriminatedUnion("action", [
  z.object({ action: z.literal("set_title"), title: z.string().trim().min(1) }),
  z.object({ action: z.literal("add_photo"), alt: z.string().default("") }),
  z.object({ action: z.literal("delete_media"), mediaId: z.string() }),
  z.object({
    action: z.literal("move_media"),
    mediaId: z.string(),
    position: z.coerce.number().int().min(0),
  }),
  z.object({ action: z.literal("set_alt"), mediaId: z.string(), alt: z.string() }),
  z.object({ action: z.literal("attach_media"), mediaId: z.string(), variantId: z.string() }),
  z.object({ action: z.literal("detach_media"), mediaId: z.string(), variantId: z.string() }),
  z.object({ action: z.literal("delete_product") }),
]);
export type MerchantEdit = z.infer<typeof MerchantEdit>;

export type MerchantDeps = { store: Store; webhooks: Webhooks };

export function merchantEdit(deps: MerchantDeps, shop: Shop, product: Product, edit: MerchantEdit): void {
  settleMedia(product, deps.store.now());
  apply(deps, shop, product, edit);
  product.updatedAt = new Date(deps.store.now()).toISOString();
}

function apply(deps: MerchantDeps, shop: Shop, product: Product, edit: MerchantEdit): void {
  switch (edit.action) {
    case "set_title":
      product.title = edit.title;
      return;
    case "add_photo":
      return addDrawnPhoto(deps.store, product, edit.alt);
    case "delete_media":
      return removeMedia(product, [edit.mediaId]);
    case "move_media":
      return moveMedia(product, [{ id: edit.mediaId, newPosition: edit.position }]);
    case "set_alt":
      for (const media of product.media) if (media.id === edit.mediaId) media.alt = edit.alt;
      return;
    case "attach_media":
    case "detach_media":
      return linkVariant(product, edit);
    case "delete_product":
      return deleteProduct(deps, shop, product);
  }
}

function linkVariant(product: Product, edit: { action: string; mediaId: string; variantId: string }): void {
  const variant = product.variants.find(({ id }) => id === edit.variantId);
  if (!variant) return;
  variant.mediaIds =
    edit.action === "attach_media" ? [edit.mediaId] : variant.mediaIds.filter((id) => id !== edit.mediaId);
}

function deleteProduct({ webhooks }: MerchantDeps, shop: Shop, product: Product): void {
  shop.products.delete(product.id);
  for (const collection of shop.collections) {
    collection.productIds = collection.productIds.filter((id) => id !== product.id);
  }
  const id = Number(product.id.split("/").pop());
  if (shop.installed) webhooks.send(shop, "products/delete", { id });
}

function addDrawnPhoto(store: Store, product: Product, alt: string): void {
  const drawing = {
    shape: "mug",
    colour: "#6d8f7a",
    angle: product.media.length % 4,
    width: 1400,
    height: 1400,
  } as const;
  const { path, fileName } = addFile(store, `merchant-photo-${product.media.length + 1}.jpg`, {
    contentType: "image/jpeg",
    load: () => drawPhoto(drawing),
  });
  const file = {
    path,
    fileName,
    width: drawing.width,
    height: drawing.height,
    bytes: 250_000,
    mimeType: "image/jpeg",
  };
  addMedia(store, product, { alt, file });
}
