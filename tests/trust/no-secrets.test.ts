import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ledgerImbalance } from "../../app/credits/imbalance.server.ts";
import { eventually } from "../eventually.ts";
import { findSecrets, type Finding, type Haystack } from "./find-secrets.ts";
import { shownToPeople, writtenMeanwhile } from "./long-run/everything.ts";
import { liveThrough } from "./long-run/live-through.ts";
import { MARKERS, PLACES, PLANTED } from "./long-run/plant.ts";
import { openLongRun, type LongRun } from "./long-run/scene.ts";
import { secretsUsed, signaturesGiven } from "./long-run/secrets-used.ts";
import { keptUnder, keysLeft, objectsLeft, rowsLeft } from "./long-run/what-is-left.ts";
import { measured } from "./measured.ts";

let run: LongRun;
let marks: readonly string[];
let stored: readonly Haystack[];
const searched = new Set<string>();
let found: Finding[];

describe.runIf(inject("redisUrl"))("a long run of the whole app", () => {
  beforeAll(async () => {
    run = await openLongRun(inject("postgres").adminUrl);
    ({ stored, marks } = await liveThrough(run));
    found = await findSecrets(
      [...secretsUsed(run), { name: "planted", value: PLANTED }, ...markers()],
      noted(),
    );
  }, 900_000);
  afterAll(() => run.close());

  async function* noted(): AsyncGenerator<Haystack> {
    for await (const haystack of everything()) {
      searched.add(haystack.name);
      yield haystack;
    }
  }

  it.each(PLACES)("what is planted is found: in %s", (place) => {
    expect(found.filter(({ secret, where }) => secret === "planted" && where.includes(place))).not.toEqual(
      [],
    );
  });

  it.each(MARKERS)("what is searched is what it says: %s, %s", (place, text) => {
    expect(found.filter(({ secret, where }) => secret === text && where.includes(place))).not.toEqual([]);
  });

  it("no secret stands anywhere but where it belongs, after all that people do", async (context) => {
    const known = ["planted", ...MARKERS.map(([, text]) => text)];
    const signatures = signaturesGiven(run);
    const left = [
      ...found.filter(({ secret }) => !known.includes(secret)),
      ...(await findSecrets(signatures, elsewhere())),
    ];
    measured(context, { plaintext_secrets_found: left.length });
    expect(left).toEqual([]);
    expect(run.stack.gemini.calls()).toMatchObject({ kept: 0 }); // nothing of it lies in the operator's log at Google
    expect(secretsUsed(run).length).toBeGreaterThan(150);
    expect(signatures.length).toBeGreaterThan(10);
    expect(searched.size).toBeGreaterThan(200);
  });

  it(
    "of the shop that left nothing is left, by every table, file and key",
    { timeout: 150_000 },
    async (context) => {
      expect(marks.length).toBeGreaterThan(100);
      const rows = await rowsLeft(run, marks);
      const objects = await objectsLeft(run, marks);
      const keys = await eventually(
        () => keysLeft(run, marks),
        (left) => left.length === 0,
        90_000,
      );
      measured(context, {
        rows_left_after_erasure: rows.length + keys.length,
        objects_left_after_erasure: new Set(objects.map(({ where }) => where)).size,
      });
      expect({ rows, objects, keys }).toEqual({ rows: [], objects: [], keys: [] });
      const kept = await keptUnder(run, run.north.domain);
      expect(kept).toMatchObject({ reports: [{ why: "redact", finishedAt: expect.any(Date) as Date }] });
      expect(kept.entries).toBeGreaterThan(20);
    },
  );

  it("the other shop has lost nothing and works on", async () => {
    const { south, stack } = run;
    const before = await stack.database.db.image.count({ where: { shop: south.domain } });
    expect(before).toBeGreaterThan(3);
    await south.generate([south.photoOf(south.products()[0] ?? fail(), 1)], { recipeKey: "seasonal" });
    await south.generationsOver();
    expect(await stack.database.db.image.count({ where: { shop: south.domain } })).toBe(before + 1);
    expect(await ledgerImbalance(stack.database.db)).toBe(0);
  });
});

const markers = () => [...new Set(MARKERS.map(([, text]) => text))].map((value) => ({ name: value, value }));

async function* everything(): AsyncGenerator<Haystack> {
  yield* shownToPeople(run);
  yield* elsewhere();
}

async function* elsewhere(): AsyncGenerator<Haystack> {
  yield* stored;
  yield* writtenMeanwhile(run);
}

function fail(): never {
  throw new Error("the shop has no products");
}
