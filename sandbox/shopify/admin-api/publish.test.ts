import { beforeEach, describe, expect, test } from "vitest";
import type { Product } from "../model.ts";
import { addMedia, addProduct, addShop, putStaged, readFile } from "../store.ts";
import { createTestShop, picture } from "./test-shop.ts";

const MEDIA = `media(first: 250) { nodes { id alt status mediaErrors { code }
  ... on MediaImage { mimeType image { url width height } } } }`;
const READ = `query Read($id: ID!) { product(id: $id) { ${MEDIA} } }`;
const ADD = `mutation Add($id: ID!, $media: [CreateMediaInput!]) {
  productUpdate(product: { id: $id }, media: $media) { product { ${MEDIA} } userErrors { field message } } }`;
const MOVE = `mutation Move($id: ID!, $moves: [MoveInput!]!) {
  productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code field } } }`;
const REMOVE = `mutation Remove($id: ID!, $ids: [ID!]!) { productDeleteMedia(productId: $id, mediaIds: $ids) {
  deletedMediaIds deletedProductImageIds mediaUserErrors { code message } } }`;

let sandbox: ReturnType<typeof createTestShop>;
let product: Product;
beforeEach(() => {
  sandbox = createTestShop();
  product = addProduct(sandbox.store, sandbox.shop, {
    title: "Mug",
    variants: [{ title: "Red" }, { title: "Blue" }],
  });
});

const image = (originalSource: string, alt = "") => ({ mediaContentType: "IMAGE", originalSource, alt });
const add = (...media: object[]) => sandbox.ask(ADD, { id: product.id, media });
const read = async () =>
  (await sandbox.ask(READ, { id: product.id })).data as unknown as {
    product: { media: { nodes: { id: string; status: string; image: { url: string } | null }[] } };
  };
const nodes = async () => (await read()).product.media.nodes;

describe("a staged image", () => {
  test("is appended, and becomes READY over time", async () => {
    addMedia(sandbox.store, product, { alt: "old" });
    await add(image(await sandbox.stage("mug.jpg", await picture(30, 20)), "New"));
    expect((await nodes()).at(-1)).toMatchObject({ alt: "New", status: "UPLOADED", image: null });

    sandbox.wait(sandbox.store.faults.mediaDelayMs / 2);
    expect((await nodes()).at(-1)).toMatchObject({ status: "PROCESSING", image: null });

    sandbox.wait(sandbox.store.faults.mediaDelayMs / 2);
    expect((await nodes()).at(-1)).toMatchObject({
      status: "READY",
      mimeType: "image/jpeg",
      image: {
        url: expect.stringMatching(/^http:\/\/localhost:4000\/cdn\/shop\/files\/mug\.jpg\?v=\d+$/) as string,
        width: 30,
        height: 20,
      },
    });
  });

  test("keeps its name, but for what an address cannot hold", async () => {
    sandbox.store.faults.mediaDelayMs = 0;
    await add(image(await sandbox.stage("Tasse für Tee 50% #1.jpg", await picture(30, 20))));
    const path = decodeURIComponent(new URL((await nodes())[0]?.image?.url ?? "").pathname);
    expect(path).toBe("/cdn/shop/files/Tasse_für_Tee_50_1.jpg");
    expect(readFile(sandbox.store, path)).not.toBeNull();
  });

  test("PUT as another type than announced is not taken", async () => {
    const url = await sandbox.stage("mug.jpg", await picture(30, 20));
    const key = new URL(url).pathname.replace("/staged/", "");
    expect(putStaged(sandbox.store, key, Buffer.alloc(1), "image/png")).toBe(false);
    expect(putStaged(sandbox.store, "tmp/unknown/mug.jpg", Buffer.alloc(1), "image/jpeg")).toBe(false);
  });

  test("tells where its original is, once there is one", async () => {
    const bytes = await picture(30, 20);
    await add(image(await sandbox.stage("mug.jpg", bytes)));
    const text =
      "query O($id: ID!) { product(id: $id) { featuredMedia { ... on MediaImage { originalSource { url fileSize } } } } }";
    const original = async () => (await sandbox.ask(text, { id: product.id })).data;
    expect(await original()).toEqual({ product: { featuredMedia: { originalSource: null } } });
    sandbox.wait(sandbox.store.faults.mediaDelayMs);
    expect(await original()).toMatchObject({
      product: {
        featuredMedia: {
          originalSource: {
            url: expect.stringContaining("/cdn/shop/files/mug.jpg") as string,
            fileSize: bytes.length,
          },
        },
      },
    });
  });

  test("whose name is taken gets another", async () => {
    const bytes = await picture(30, 20);
    sandbox.store.faults.mediaDelayMs = 0;
    await add(image(await sandbox.stage("mug.jpg", bytes)), image(await sandbox.stage("mug.jpg", bytes)));
    const urls = (await nodes()).map((node) => new URL(node.image?.url ?? "").pathname);
    expect(urls[0]).toBe("/cdn/shop/files/mug.jpg");
    expect(urls[1]).toMatch(/\/mug_[0-9a-f-]{36}\.jpg$/);
    expect(await readFile(sandbox.store, urls[1] ?? "")?.load()).toEqual(bytes);
  });

  test.each([
    ["that was never PUT", async () => Buffer.alloc(0), "IMAGE_DOWNLOAD_FAILURE"],
    ["that is no image", async () => Buffer.from("hello"), "IMAGE_PROCESSING_FAILURE"],
    ["that is cut off", async () => (await picture(300, 300)).subarray(0, 700), "IMAGE_PROCESSING_FAILURE"],
    ["of a type Shopify does not take", () => picture(10, 10, "tiff"), "UNSUPPORTED_IMAGE_FILE_TYPE"],
    ["of more than 25 megapixels", () => picture(5100, 5000), "INVALID_IMAGE_RESOLUTION"],
    ["of more than 20 MB", async () => Buffer.alloc(20 * 1024 * 1024 + 1), "INVALID_IMAGE_FILE_SIZE"],
  ])("%s ends FAILED", async (_why, bytes, code) => {
    await add(image(await sandbox.stage("mug.jpg", await bytes())));
    sandbox.wait(sandbox.store.faults.mediaDelayMs);
    expect(await nodes()).toMatchObject([{ status: "FAILED", image: null, mediaErrors: [{ code }] }]);
  });

  test("of somewhere else cannot be downloaded", async () => {
    await add(image("https://example.com/mug.jpg"));
    sandbox.wait(sandbox.store.faults.mediaDelayMs);
    expect(await nodes()).toMatchObject([
      { status: "FAILED", mediaErrors: [{ code: "IMAGE_DOWNLOAD_FAILURE" }] },
    ]);
  });
});

describe("productUpdate refuses and adds nothing", () => {
  test.each([
    ["an alt text of 513 characters", () => [image("http://localhost:4000/x", "a".repeat(513))], "alt"],
    ["a source that is no address", () => [image("mug.jpg")], "originalSource"],
    [
      "one bad source among good ones",
      () => [image("http://localhost:4000/x"), image("ftp://x/y")],
      "originalSource",
    ],
  ])("%s", async (_why, media, field) => {
    const answer = await add(...media());
    expect(JSON.stringify(answer.data)).toContain(`"${field}"`);
    expect(await nodes()).toEqual([]);
  });

  test("the 251st media", async () => {
    for (let count = 0; count < 249; count++) addMedia(sandbox.store, product);
    const source = await sandbox.stage("mug.jpg", await picture(10, 10));
    expect(await add(image(source), image(source))).toMatchObject({
      data: { productUpdate: { userErrors: [{ field: ["media"] }] } },
    });
    expect(product.media).toHaveLength(249);
    await add(image(source));
    expect(product.media).toHaveLength(250);
  });

  test("a product of another shop, or none", async () => {
    const other = addShop(sandbox.store, { domain: "other.myshopify.com", name: "Other" });
    const foreign = addProduct(sandbox.store, other, { title: "Not yours" });
    for (const id of [foreign.id, "gid://shopify/Product/1"]) {
      expect(await sandbox.ask(ADD, { id, media: [] })).toMatchObject({
        data: { productUpdate: { product: null, userErrors: [{ message: "Product does not exist" }] } },
      });
    }
    expect((await sandbox.ask(READ, { id: foreign.id })).data).toEqual({ product: null });
  });
});

describe("productReorderMedia", () => {
  test("applies the moves one after another, a moment later, by a job", async () => {
    const [a, b, c] = [
      addMedia(sandbox.store, product),
      addMedia(sandbox.store, product),
      addMedia(sandbox.store, product),
    ];
    const moves = [
      { id: c.id, newPosition: "0" },
      { id: a.id, newPosition: "99" },
    ];
    const answer = await sandbox.ask(MOVE, { id: product.id, moves });
    const { job } = (
      answer.data as unknown as { productReorderMedia: { job: { id: string; done: boolean } } }
    ).productReorderMedia;
    expect(job.done).toBe(false);
    expect((await nodes()).map(({ id }) => id)).toEqual([a.id, b.id, c.id]);

    sandbox.wait(100);
    expect((await nodes()).map(({ id }) => id)).toEqual([c.id, b.id, a.id]);
    const done = await sandbox.ask("query Job($id: ID!) { job(id: $id) { done } }", { id: job.id });
    expect(done.data).toEqual({ job: { done: true } });
  });

  test("refuses media that is not on the product", async () => {
    addMedia(sandbox.store, product);
    const moves = [{ id: "gid://shopify/MediaImage/1", newPosition: "0" }];
    expect(await sandbox.ask(MOVE, { id: product.id, moves })).toMatchObject({
      data: {
        productReorderMedia: {
          job: null,
          mediaUserErrors: [{ code: "MEDIA_DOES_NOT_EXIST", field: ["moves", "0", "id"] }],
        },
      },
    });
  });
});

describe("productDeleteMedia", () => {
  test("takes media off the product and its variants", async () => {
    const media = addMedia(sandbox.store, product);
    product.variants[0]?.mediaIds.push(media.id);
    const answer = await sandbox.ask(REMOVE, { id: product.id, ids: [media.id] });
    expect(answer.data).toMatchObject({
      productDeleteMedia: {
        deletedMediaIds: [media.id],
        deletedProductImageIds: [expect.stringContaining("gid://shopify/ProductImage/") as string],
        mediaUserErrors: [],
      },
    });
    expect(product.media).toEqual([]);
    expect(product.variants[0]?.mediaIds).toEqual([]);
  });

  test("with one unknown id deletes nothing", async () => {
    const media = addMedia(sandbox.store, product);
    const answer = await sandbox.ask(REMOVE, {
      id: product.id,
      ids: [media.id, "gid://shopify/MediaImage/1"],
    });
    expect(answer.data).toMatchObject({
      productDeleteMedia: { deletedMediaIds: null, mediaUserErrors: [{ code: "MEDIA_DOES_NOT_EXIST" }] },
    });
    expect(product.media).toHaveLength(1);
  });
});

describe("media of variants", () => {
  const change = async (kind: "Append" | "Detach", variantMedia: object[]) => {
    const text = `mutation Change($id: ID!, $links: [ProductVariant${kind}MediaInput!]!) {
      productVariant${kind}Media(productId: $id, variantMedia: $links) {
        productVariants { media(first: 1) { nodes { id } } } userErrors { code } } }`;
    const answer = await sandbox.ask(text, { id: product.id, links: variantMedia });
    return answer.data?.[`productVariant${kind}Media`] as unknown as {
      productVariants: unknown;
      userErrors: { code: string }[];
    };
  };
  const variantId = (index: number) => product.variants[index]?.id ?? "";

  test("are attached and detached", async () => {
    const { id } = addMedia(sandbox.store, product);
    const links = [{ variantId: variantId(0), mediaIds: [id] }];
    expect(await change("Append", links)).toEqual({
      productVariants: [{ media: { nodes: [{ id }] } }],
      userErrors: [],
    });
    expect((await change("Append", links)).userErrors).toEqual([
      { code: "PRODUCT_VARIANT_ALREADY_HAS_MEDIA" },
    ]);
    expect((await change("Detach", links)).userErrors).toEqual([]);
    expect(product.variants[0]?.mediaIds).toEqual([]);
    expect((await change("Detach", links)).userErrors).toEqual([
      { code: "MEDIA_IS_NOT_ATTACHED_TO_VARIANT" },
    ]);
  });

  test.each([
    ["before they are READY", { status: "PROCESSING" }, [1], "NON_READY_MEDIA"],
    ["when they are no images", { type: "Video" }, [1], "INVALID_MEDIA_TYPE"],
    ["more than one at a time", {}, [2], "TOO_MANY_MEDIA_PER_INPUT_PAIR"],
    ["that are not on the product", {}, [0], "MEDIA_DOES_NOT_EXIST_ON_PRODUCT"],
  ] as const)("are refused %s", async (_why, fields, [count], code) => {
    const { id } = addMedia(sandbox.store, product, fields);
    const mediaIds = count === 0 ? ["gid://shopify/MediaImage/1"] : Array.from({ length: count }, () => id);
    const { userErrors } = await change("Append", [{ variantId: variantId(0), mediaIds }]);
    expect(userErrors).toEqual([{ code }]);
    expect(product.variants[0]?.mediaIds).toEqual([]);
  });

  test("one wrong pair stops the whole call", async () => {
    const { id } = addMedia(sandbox.store, product);
    const links = [
      { variantId: variantId(0), mediaIds: [id] },
      { variantId: "gid://shopify/ProductVariant/1", mediaIds: [id] },
      { variantId: variantId(0), mediaIds: [id] },
    ];
    expect((await change("Append", links)).userErrors).toEqual([
      { code: "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT" },
      { code: "PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES" },
    ]);
    expect(product.variants[0]?.mediaIds).toEqual([]);
  });
});

test("stagedUploadsCreate refuses what is no image and what is too big", async () => {
  const text =
    "mutation S($i: [StagedUploadInput!]!) { stagedUploadsCreate(input: $i) { stagedTargets { url } userErrors { field } } }";
  const file = { filename: "a.jpg", mimeType: "image/jpeg", resource: "IMAGE" };
  for (const [wrong, field] of [
    [{ mimeType: "text/html" }, "mimeType"],
    [{ filename: " " }, "filename"],
    [{ fileSize: "20971521" }, "fileSize"],
  ] as const) {
    expect(await sandbox.ask(text, { i: [file, { ...file, ...wrong }] })).toMatchObject({
      data: { stagedUploadsCreate: { stagedTargets: [], userErrors: [{ field: ["input", "1", field] }] } },
    });
  }
});
