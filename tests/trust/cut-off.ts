import type { Queries } from "../../app/platform/db/db.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import type { erasingDeps } from "./erasing-deps.ts";

/** Lets the process die, as it were, before or after its n-th step out of itself: each may be the last. */
export function cutOffAt(step: number, deps: ReturnType<typeof erasingDeps>) {
  let steps = 0;
  const mayDie = () => {
    steps += 1;
    if (steps >= step) throw new Error("killed");
  };
  const dying = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    mayDie();
    const result = await act();
    mayDie();
    return result;
  };
  const unfinished = (work: (tx: Queries) => Promise<unknown>) => async (tx: Queries) => {
    const result = await work(tx);
    mayDie(); // which takes back what it did
    return result;
  };
  const transaction = (work: (tx: Queries) => Promise<unknown>) =>
    dying(() => deps.ownerDb.$transaction(unfinished(work)));
  const ownerDb = new Proxy(deps.ownerDb, {
    get: (target, name): unknown => (name === "$transaction" ? transaction : Reflect.get(target, name)),
  });
  const dyingObjects: ObjectStore = {
    ...deps.objects,
    put: (key, bytes, options) => dying(() => deps.objects.put(key, bytes, options)),
    delete: (keys) => dying(() => deps.objects.delete(keys)),
  };
  const queue = { ...deps.queue, forget: (shop: string) => dying(() => deps.queue.forget(shop)) };
  return { deps: { ...deps, ownerDb, objects: dyingObjects, queue }, wasCut: () => steps >= step };
}
