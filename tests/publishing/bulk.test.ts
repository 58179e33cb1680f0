import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  requestPublications,
  requestPublicationsOf,
} from "../../app/publishing/request-publications.server.ts";
import { requestRestoreOf } from "../../app/publishing/request-restore.server.ts";
import { openScene, person, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => void (await scene.db.publication.deleteMany()));

test("a batch of any size is marked for restore in chunks; cut short, the next click goes on", async () => {
  const [publication] = await scene.request([await scene.image(scene.addMug())]);
  const id = publication?.id ?? "";
  const { id: _id, snapshot: _snapshot, restoreTo: _restoreTo, ...row } = await scene.row(id);
  const many = { ...row, activeImageId: null, state: "live" };
  await scene.db.publication.createMany({ data: Array.from({ length: 5_000 }, () => many) });
  await scene.db.publication.updateMany({ where: { id }, data: { state: "live", createdAt: new Date(0) } });
  const { batchId } = row;
  const dispatcher = {
    nudges: 0,
    nudge() {
      if (++this.nudges === 1) throw new Error("killed");
    },
  };
  const asked = { shop: scene.domain, person, of: { batchId } };
  const marked = () => scene.db.publication.count({ where: { restoringAt: { not: null } } });
  await expect(requestRestoreOf({ ...scene.deps, dispatcher }, asked)).rejects.toThrow("killed");
  expect(await marked()).toBe(2_000);
  expect(await requestRestoreOf({ ...scene.deps, dispatcher }, asked)).toBe(5_001);
  expect(await marked()).toBe(5_001);
  expect(dispatcher.nudges).toBe(3);
  expect(await requestRestoreOf({ ...scene.deps, dispatcher }, asked)).toBe(5_001); // a second click
  expect(dispatcher.nudges).toBe(3);
  expect(await noted("images_restored")).toEqual([
    { subjectId: batchId, details: { images: 5_001 } },
    { subjectId: batchId, details: { images: 3_001 } },
  ]);
});

test("a bulk publish that is cut short can be pressed again, and goes on with the others", async () => {
  const image = await scene.db.image.findFirstOrThrow({ where: { id: await scene.image(scene.addMug()) } });
  const { id: _id, generationId: _generationId, ...fields } = image;
  const generation = await scene.db.generation.findFirstOrThrow({ where: { id: image.generationId } });
  const generations = Array.from({ length: 600 }, (_, n) => ({
    ...generation,
    id: `cut short ${n}`,
    ordinal: n + 1,
  }));
  await scene.db.generation.createMany({ data: generations });
  await scene.db.image.createMany({ data: generations.map(({ id }) => ({ ...fields, generationId: id })) });
  const asked = {
    ...{ shop: scene.domain, person, batchId: image.batchId },
    which: "approved" as const,
    placement: "end" as const,
  };
  const dispatcher = {
    nudge() {
      throw new Error("killed");
    },
  };
  await expect(requestPublicationsOf({ ...scene.deps, dispatcher }, asked)).rejects.toThrow("killed");
  expect(await scene.db.publication.count()).toBe(500);
  expect(await requestPublicationsOf(scene.deps, asked)).toBe(101);
  expect(await scene.db.publication.count()).toBe(601);
  expect(await noted("images_published")).toMatchObject([
    { subjectId: image.batchId, details: { images: 601 } },
    { subjectId: image.batchId, details: { images: 101 } },
  ]);

  await scene.db.publication.deleteMany();
  const imageIds = (await scene.db.image.findMany({ where: { batchId: image.batchId } })).map(({ id }) => id);
  await requestPublications(scene.deps, { ...asked, imageIds });
  expect((await noted("images_published")).at(-1)).toMatchObject({
    ...{ subjectId: "", details: { images: 601, placement: "end" } },
  });
  expect(await noted("images_published")).toHaveLength(3);
});

/** One entry for each click, about all that it was for. */
function noted(action: string) {
  return scene.db.auditEntry.findMany({
    where: { shop: scene.domain, action, details: { path: ["images"], gt: 1 } },
    orderBy: { id: "asc" },
    select: { subjectId: true, details: true },
  });
}
