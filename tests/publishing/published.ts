import { expect } from "vitest";
import type { Placement } from "../../app/publishing/placement.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { stateOf, type Scene } from "./scene.ts";

/** A mug with an image on it. */
export async function published(scene: Scene, placement: Placement = "first", options: OnProduct = {}) {
  const product = scene.addMug();
  const before = stateOf(product);
  return { product, before, id: await publishOn(scene, product, placement, options) };
}

/** `photo`: the media that the image was made from; else the product's first. */
type OnProduct = { photo?: number; onVariants?: boolean };

export async function publishOn(
  scene: Scene,
  product: Product,
  placement: Placement,
  { photo = 0, onVariants }: OnProduct = {},
): Promise<string> {
  const image = await scene.image(product, { photo: mediaOf(product, photo) });
  const [publication] = await scene.request([image], placement, onVariants);
  const id = publication?.id ?? "";
  await scene.publish(id);
  expect(await scene.row(id)).toMatchObject({ state: "live" });
  return id;
}

export const mediaOf = (product: Product, index: number) => product.media[index]?.id ?? "";
