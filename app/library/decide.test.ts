import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decided } from "../../tests/decided.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, addPublication, seedBatch } from "../../tests/generation-rows.ts";
import { decide } from "./decide.server.ts";
import type { Decision, SentDecision } from "./decision.ts";
import { decisionsSince } from "./decisions-since.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const ada = { id: "7", name: "Ada" };
const bob = { id: "8", name: "Bob" };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function seedImages(count: number) {
  const rows = await seedBatch(database.db, count);
  const images: string[] = [];
  for (const id of rows.ids) images.push(await addImage(database.db, rows, id));
  return { shop: rows.shop, images, image: images[0] ?? "" };
}

const sent = (imageId: string, decision: Decision, before: Decision = "undecided"): SentDecision => ({
  ...{ imageId, decision, before },
});

function standing(shop: string, id: string) {
  return database.db.image.findUniqueOrThrow({
    where: { shop_id: { shop, id } },
    select: { decision: true, decidedByName: true, decidedAt: true },
  });
}

const acts = async (shop: string) =>
  (await database.db.auditEntry.findMany({ where: { shop }, orderBy: { id: "asc" } })).map(
    ({ action, details }) => [action, (details as { images: number }).images],
  );

describe("decisions", () => {
  test("of all kinds are saved at once, each answered, with one entry in the log for each kind", async () => {
    const { shop, images } = await seedImages(4);
    const [a = "", b = "", c = "", d = ""] = images;
    await decided(database.db, shop, [d], "approved", bob, now);
    const answers = await decide(
      database.db,
      shop,
      ada,
      [sent(a, "approved"), sent(b, "rejected"), sent(c, "approved"), sent(d, "undecided", "approved")],
      later(1),
    );
    const by = { outcome: "saved", decidedBy: "Ada", decidedAt: later(1) };
    expect(answers).toEqual([
      { imageId: a, decision: "approved", ...by },
      { imageId: b, decision: "rejected", ...by },
      { imageId: c, decision: "approved", ...by },
      { imageId: d, decision: "undecided", ...by },
    ]);
    expect(await standing(shop, d)).toMatchObject({ decision: "undecided", decidedByName: "Ada" });
    expect((await acts(shop)).slice(1)).toEqual([
      ["decisions_taken_back", 1],
      ["images_approved", 2],
      ["images_rejected", 1],
    ]);
  });

  test("sent twice change nothing the second time, not even who and when", async () => {
    const { shop, image } = await seedImages(1);
    const first = await decide(database.db, shop, ada, [sent(image, "approved")], now);
    expect(await decide(database.db, shop, ada, [sent(image, "approved")], later(60))).toEqual(first);
    await addPublication(database.db, shop, image, "live");
    expect(await decide(database.db, shop, bob, [sent(image, "approved")], later(60))).toEqual(first);
    expect(await standing(shop, image)).toEqual({
      ...{ decision: "approved", decidedByName: "Ada", decidedAt: now },
    });
    expect(await acts(shop)).toHaveLength(1);
  });

  test("of one image are one: the last", async () => {
    const { shop, image } = await seedImages(1);
    const both = [sent(image, "approved"), sent(image, "rejected", "approved")];
    expect(await decide(database.db, shop, ada, both, now)).toMatchObject([
      { outcome: "saved", decision: "rejected" },
    ]);
    expect(await acts(shop)).toEqual([["images_rejected", 1]]);
  });

  test("made at the same time both answer: who comes last has the last word, and is told of the other", async () => {
    const { shop, image } = await seedImages(1);
    const answers = await Promise.all([
      decide(database.db, shop, ada, [sent(image, "approved")], now),
      decide(database.db, shop, bob, [sent(image, "rejected")], now),
    ]);
    const [told] = answers.flat().filter(({ outcome }) => outcome === "changed_meanwhile");
    expect(told?.meanwhile?.by).toBe(told?.decidedBy === "Ada" ? "Bob" : "Ada");
    expect(await standing(shop, image)).toMatchObject({ decidedByName: told?.decidedBy });
  });

  test("that waited for a connection do not undo what somebody decided since", async () => {
    const { shop, image } = await seedImages(1);
    await decided(database.db, shop, [image], "rejected", bob, later(30));
    const waited = { ...sent(image, "approved"), ago: 60_000 };
    expect(await decide(database.db, shop, ada, [waited], later(60))).toEqual([
      {
        ...{ imageId: image, outcome: "changed_meanwhile", decision: "rejected", decidedBy: "Bob" },
        ...{ decidedAt: later(30), meanwhile: { decision: "rejected", by: "Bob", at: later(30) } },
      },
    ]);
    const newer = { ...sent(image, "approved"), ago: 20_000 };
    expect(await decide(database.db, shop, ada, [newer], later(60))).toMatchObject([
      { outcome: "changed_meanwhile", decision: "approved", decidedBy: "Ada", meanwhile: { by: "Bob" } },
    ]);
  });

  test("of one person hold in the order in which they come, however long they waited", async () => {
    const { shop, image } = await seedImages(1);
    await decided(database.db, shop, [image], "approved", ada, later(30));
    const undo = { ...sent(image, "undecided", "approved"), ago: 60_000 };
    expect(await decide(database.db, shop, ada, [undo], later(60))).toMatchObject([
      { outcome: "saved", decision: "undecided" },
    ]);
  });

  test.each(["pending", "uploading", "processing", "live", "unclear"])(
    "about an image whose publication is %s are refused, the others saved",
    async (state) => {
      const { shop, images, image } = await seedImages(2);
      await addPublication(database.db, shop, image, state);
      const answers = await decide(
        database.db,
        shop,
        ada,
        images.map((id) => sent(id, "rejected")),
        now,
      );
      expect(answers).toMatchObject([
        { outcome: "refused", why: "decision_locked", decision: "undecided" },
        { outcome: "saved" },
      ]);
      expect(await standing(shop, image)).toMatchObject({ decision: "undecided", decidedAt: null });
    },
  );

  test.each(["failed", "restored", "partly_restored"])("are free again once it is %s", async (state) => {
    const { shop, image } = await seedImages(1);
    await addPublication(database.db, shop, image, state);
    expect(await decide(database.db, shop, ada, [sent(image, "rejected")], now)).toMatchObject([
      { outcome: "saved" },
    ]);
  });

  test("about another shop's image find nothing", async () => {
    const mine = await seedImages(1);
    const theirs = await seedImages(1);
    const both = [sent(mine.image, "approved"), sent(theirs.image, "approved")];
    expect(await decide(database.db, mine.shop, ada, both, now)).toMatchObject([
      { outcome: "saved" },
      { outcome: "refused", why: "not_found", decidedBy: null },
    ]);
    expect(await standing(theirs.shop, theirs.image)).toMatchObject({ decision: "undecided" });
    expect(await decide(database.db, mine.shop, ada, [], now)).toEqual([]);
  });
});

describe("others' decisions", () => {
  const ask = (shop: string, since: Date, exceptPerson = ada.id) =>
    decisionsSince(database.db, shop, { since, exceptPerson, now: later(100) });

  test("are told in order, taken back ones too, and mine and other shops' are not", async () => {
    const { shop, images } = await seedImages(3);
    const [a = "", b = "", c = ""] = images;
    const stranger = await seedImages(1);
    await decided(database.db, stranger.shop, stranger.images, "approved", bob, later(11));
    await decided(database.db, shop, [a], "rejected", bob, later(10));
    await decided(database.db, shop, [c], "approved", ada, later(11));
    await decided(database.db, shop, [b], "approved", bob, later(11));
    await decided(database.db, shop, [b], "undecided", bob, later(12));
    const { decisions, next, isMore } = await ask(shop, now);
    expect(decisions).toEqual([
      { imageId: a, decision: "rejected", by: "Bob", at: later(10) },
      { imageId: b, decision: "undecided", by: "Bob", at: later(12) },
    ]);
    expect({ next, isMore }).toEqual({ next: later(12), isMore: false });
  });

  test("are told again for some seconds, so that one that was saved late is not missed", async () => {
    const { shop, images } = await seedImages(2);
    const [a = "", b = ""] = images;
    await decided(database.db, shop, [a], "approved", bob, later(20));
    const { next } = await ask(shop, later(18));
    await decided(database.db, shop, [b], "approved", bob, later(17)); // its transaction ended after that of `a`
    const told = (await ask(shop, next)).decisions.map(({ imageId }) => imageId);
    expect(told).toEqual([b, a]);
    expect((await ask(shop, later(26))).decisions).toEqual([]);
  });

  test("that are too many are not told: the page loads itself again", async () => {
    const { shop } = await seedImages(201);
    await database.db.image.updateMany({
      where: { shop },
      data: { decision: "approved", decidedById: bob.id, decidedByName: bob.name, decidedAt: later(5) },
    });
    expect(await ask(shop, now)).toEqual({ decisions: [], next: later(100), isMore: true });
    expect(await ask(shop, now, bob.id)).toMatchObject({ decisions: [], isMore: false });
  });
});
