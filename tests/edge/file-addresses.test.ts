import { afterAll, beforeAll, expect, it } from "vitest";
import { SIGNED_MINUTES } from "../../app/platform/objects/object-store.ts";
import { eventually } from "../eventually.ts";
import { merchant, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

/* Who gets an address that opens a file, and until when. */

let stack: Stack;
let nora: ReturnType<typeof merchant>;
let sam: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
  sam = merchant(stack, SECOND_STREET);
  for (const each of [nora, sam]) {
    const [product] = each.products();
    if (product) await each.generate([each.photoOf(product)]);
    await each.generationsOver();
  }
  await nora.visit.post("/app/privacy/export", "routes/app.privacy.export", { intent: "make" });
  await eventually(
    () => db().export.findFirstOrThrow(),
    ({ state }) => state === "ready",
  );
}, 120_000);
afterAll(() => stack.close());

const db = () => stack.database.db;
const imageOf = (shop: string) => db().image.findFirstOrThrow({ where: { shop } });

/** Pages that show images, as data. */
const PAGES: [path: string, routeId: string][] = [
  ["/app/review?show=all", "routes/app.review"],
  ["/app/privacy/retention", "routes/app.privacy.retention"],
];

it("no address is made of another shop's file, whatever a row of one's own says", async () => {
  const [hers, his] = [await imageOf(nora.domain), await imageOf(sam.domain)];
  const own = { objectKey: his.objectKey, thumbnailKey: his.thumbnailKey };
  const foreign = { objectKey: hers.objectKey, thumbnailKey: hers.thumbnailKey };
  const where = { shop_id: { shop: sam.domain, id: his.id } };
  await db().image.update({ where, data: foreign });
  for (const [path, routeId] of PAGES) {
    const answer = await sam.visit.get(path, routeId);
    expect(JSON.stringify(answer.body)).not.toContain("X-Amz-Signature");
  }
  await db().image.update({ where, data: own });
  const answer = await sam.visit.get("/app/review?show=all", "routes/app.review");
  expect(JSON.stringify(answer.body)).toContain("X-Amz-Signature");
});

it("none is made once the shop has uninstalled, by a session token that holds still", async () => {
  const [page, routeId] = PAGES[0] ?? ["", ""];
  const before = await nora.visit.get(page, routeId);
  const { images } = before.body as { images: { fileUrl: string }[] };
  const given = new URL(images[0]?.fileUrl ?? "");
  const exported = await db().export.findFirstOrThrow();
  const prepared = [
    ...(await Promise.all(PAGES.map(([path, route]) => nora.visit.dataRequest(path, route)))),
    await download(exported.id),
  ];
  await fetch(`${stack.shopify.origin}/sandbox/shops/${nora.domain}/uninstall`, { method: "POST" });
  await eventually(
    () => db().session.count({ where: { shop: nora.domain } }),
    (sessions) => sessions === 0,
  );
  for (const send of prepared) {
    const answer = await send();
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("X-Amz-Signature");
  }
  // What somebody was given before ends by itself.
  const seconds = Number(given.searchParams.get("X-Amz-Expires"));
  expect(seconds).toBe(SIGNED_MINUTES * 60);
});

/** The click that asks for an export's address, ready to be sent. */
async function download(id: string): Promise<() => Promise<Response>> {
  const ready = await nora.visit.dataRequest("/app/privacy/export", "routes/app.privacy.export");
  const headers = {
    Authorization: `Bearer ${nora.visit.tokens.at(-1)}`,
    "User-Agent": "Mozilla/5.0 Chrome/153.0",
  };
  const url = `${stack.appUrl}/app/privacy/export?_data=${encodeURIComponent("routes/app.privacy.export")}`;
  const post = () =>
    fetch(url, {
      method: "POST",
      headers,
      body: new URLSearchParams({ intent: "download", id, formToken: id }),
    });
  const [works, made] = [await ready(), await post()];
  expect([works.status, made.status]).toEqual([200, 200]);
  expect(await made.text()).toContain("X-Amz-Signature");
  return post;
}
