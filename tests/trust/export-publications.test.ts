import { afterAll, beforeAll, expect, test } from "vitest";
import type { BulkWhich } from "../../app/library/bulk.ts";
import { requestExport } from "../../app/privacy/request-export.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { ada, exportScene } from "./export-scene.ts";

let database: TestDatabase;
let scene: Awaited<ReturnType<typeof exportScene>>;
beforeAll(async () => {
  database = await testDatabase();
  scene = await exportScene(database.db, 10_000);
});
afterAll(async () => {
  await scene.stop();
  await database.close();
});

const LIVE_AT = new Date("2026-05-04T10:20:30.000Z");
type Given = { productId: string; productTitle: string; state?: string; isLatest?: boolean };

async function publish(shop: string, imageId: string, given: Given): Promise<void> {
  const { batchId, productId } = await database.db.image.findFirstOrThrow({ where: { shop, id: imageId } });
  await database.db.publication.create({
    data: {
      ...{ shop, imageId, batchId, photoId: "9000", placement: "end", fileName: "a.jpg", altText: "A" },
      ...{ personId: ada.id, personName: ada.name, isCopy: given.productId !== productId },
      ...{ state: "live", liveAt: LIVE_AT, mediaId: `7${given.productId}`, ...given },
    },
  });
}

async function linesOf(shop: string, which?: BulkWhich): Promise<Map<string, string>> {
  const asking = { ...scene.deps, queue: scene.queue };
  const job = { shop, id: await requestExport(asking, shop, ada, which) };
  await scene.build(job);
  const csv = (await scene.contents(job)).get("images.csv")?.toString() ?? "";
  return new Map(csv.split("\r\n").map((line) => [line.split(",")[1] ?? "", line]));
}

test.each(["of everything", "of chosen images"])(
  "an export %s says on which products an image is",
  async (of) => {
    const { shop, bytes } = await scene.shopWith([100, 100, 100]);
    const [elsewhere = "", both = "", nowhere = ""] = bytes.keys();
    await publish(shop, elsewhere, { productId: "602", productTitle: "Old", isLatest: false });
    await publish(shop, elsewhere, { productId: "602", productTitle: "Mug, blue" });
    await publish(shop, elsewhere, { productId: "603", productTitle: "Vase", state: "restored" });
    await publish(shop, both, { productId: "501", productTitle: "Green bottle" });
    await publish(shop, both, { productId: "602", productTitle: "Mug, blue" });
    const lines = await linesOf(shop, of === "of everything" ? undefined : { filter: {} });
    const [at, copy] = [LIVE_AT.toISOString(), `602 live ${LIVE_AT.toISOString()} 7602 Mug, blue`];
    expect(lines.get("Image")).toMatch(
      /,Publication,Live \(UTC\),Shopify media id,Made again from,Asked for besides,On other products$/,
    );
    const endOf = (image: string, end: string) => lines.get(image)?.slice(-end.length);
    const wanted = [
      [elsewhere, `,,,,,,"${copy}; 603 restored ${at} 7603 Vase"`],
      [both, `,live,${at},7501,,,"${copy}"`],
      [nowhere, ",,,,,,"],
    ] as const;
    for (const [image, end] of wanted) expect(endOf(image, end)).toBe(end);
  },
);
