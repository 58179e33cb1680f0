import { afterAll, beforeAll, expect, test } from "vitest";
import type { Placement } from "../../app/publishing/placement.ts";
import { altsOf, asks, openScene, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

const LEASE_MS = 60_000;
/** Time enough for Shopify to carry out a request whose answer was lost. */
const LATE_MS = 16_000;
const MOST_STEPS = 40;
type Moment = "before" | "after";

/**
 * A worker that dies at its nth request: it never gets an answer and never does anything again. Between two requests it
 * only writes its own rows, so dying before and after each request is dying between any two lines.
 */
function dyingAt(step: number, moment: Moment) {
  let count = 0;
  let died: () => void;
  const death = new Promise<void>((resolve) => (died = resolve));
  const never = new Promise<Response>(() => {});
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const isLast = ++count === step;
    if (isLast && moment === "before") return (died(), never);
    const response = await scene.fetch(input, init);
    return isLast ? (died(), never) : response;
  };
  return { over: { fetch, adminFor: scene.adminWith(fetch) }, death };
}

/** Kills the work at every step in turn, until it ends by itself; each time another worker takes over. */
async function atEveryStep(
  moment: Moment,
  prepare: () => Promise<{
    work: (over: object) => Promise<void>;
    again: () => Promise<void>;
    check: () => Promise<void>;
  }>,
): Promise<number> {
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const { work, again, check } = await prepare();
    const { over, death } = dyingAt(step, moment);
    const end = await Promise.race([work(over).then(() => "finished"), death.then(() => "died")]);
    if (end === "finished") return step - 1;
    scene.pass(LEASE_MS + 1000);
    await again();
    await check();
  }
  throw new Error("The work never ended by itself");
}

test.each<[Moment, Placement]>([
  ["before", "first"],
  ["after", "first"],
  ["after", "end"],
])("killed %s any request of a publication at %s: one media, in its place", async (moment, placement) => {
  const steps = await atEveryStep(moment, async () => {
    const product = scene.addMug();
    const before = stateOf(product);
    const [publication] = await scene.request([await scene.image(product)], placement);
    const id = publication?.id ?? "";
    return {
      work: (over) => scene.publish(id, over),
      again: async () => {
        await scene.publish(id);
        scene.pass(LATE_MS); // what is not on the product may still come
        await scene.publish(id);
      },
      check: async () => {
        expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: null });
        const ours = "Blue mug on marble";
        const alts = placement === "first" ? [ours, "a", "b", "c"] : ["a", "b", "c", ours];
        expect(altsOf(scene, product)).toEqual(alts);
        await scene.restore(id);
        expect(stateOf(product)).toEqual(before);
      },
    };
  });
  expect(steps).toBeGreaterThanOrEqual(6);
});

test.each<Moment>(["before", "after"])(
  "killed %s any request of a restore: exactly as before",
  async (moment) => {
    const steps = await atEveryStep(moment, async () => {
      const product = scene.addMug();
      const before = stateOf(product);
      const [publication] = await scene.request([await scene.image(product)], "after_photo");
      const id = publication?.id ?? "";
      await scene.publish(id);
      return {
        work: (over) => scene.restore(id, over),
        again: () => scene.restoreAgain(id),
        check: async () => {
          expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
          expect(stateOf(product)).toEqual(before);
        },
      };
    });
    expect(steps).toBeGreaterThanOrEqual(3);
  },
);

test.each([
  ["cut at once", 0],
  ["given up after half a minute", 30_000],
  ["sent only at the end of the lease, after waiting for points, and given up then", LEASE_MS],
])("an update %s that Shopify carries out after that is not made twice", async (_what, tookMs) => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)], "end");
  const id = publication?.id ?? "";
  let carryOut: (() => Promise<unknown>) | undefined;
  let lostAt = 0;
  const cut: typeof fetch = async (input, init) => {
    if (asks(init, "AttachImages") && lostAt === 0) {
      scene.pass(tookMs);
      lostAt = scene.store.now();
      carryOut = () => scene.fetch(input, init);
      throw new TypeError("terminated");
    }
    if (carryOut && scene.store.now() > lostAt + 8_000) {
      const act = carryOut;
      carryOut = undefined;
      await act();
    }
    return scene.fetch(input, init);
  };
  const over = { fetch: cut, adminFor: scene.adminWith(cut) };
  await scene.publish(id, over);
  for (let looks = 0; looks < 30; looks += 1) {
    scene.pass(3_000); // it is tried again, when it is due
    await scene.publish(id, over);
    await cut(`${scene.store.origin}/nothing`);
  }
  expect(altsOf(scene, product)).toEqual(["a", "b", "c", "Blue mug on marble"]);
  expect(await scene.row(id)).toMatchObject({ state: "live", attempt: 2 });
});

test("a worker that was only slow cannot write after another took over", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)], "end");
  const id = publication?.id ?? "";
  let goOn: () => void = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let isHeld: () => void = () => {};
  const holding = new Promise<void>((resolve) => (isHeld = resolve));
  const slow: typeof fetch = async (input, init) => {
    if (init?.method === "PUT") {
      isHeld();
      await held;
    }
    return scene.fetch(input, init);
  };
  const first = scene.publish(id, { fetch: slow });
  await holding;
  scene.pass(LEASE_MS + 1000);
  await scene.publish(id);
  goOn();
  await first;
  expect(altsOf(scene, product)).toEqual(["a", "b", "c", "Blue mug on marble"]);
  expect(await scene.row(id)).toMatchObject({ state: "live", attempt: 2 });
});
