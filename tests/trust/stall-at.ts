import type { Db } from "../../app/platform/db/db.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import type { erasingDeps } from "./erasing-deps.ts";

/** Lets an eraser stand still before its n-th step out of itself, as one does whose store or machine hangs. */
export function stallAt(step: number, deps: ReturnType<typeof erasingDeps>) {
  let steps = 0;
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const mayStall = async () => {
    steps += 1;
    if (steps !== step) return;
    reached.resolve();
    await goOn.promise;
  };
  const stalling = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    await mayStall();
    return act();
  };
  const dbOf = (db: Db) =>
    new Proxy(db, {
      get: (target, name): unknown =>
        name === "$transaction"
          ? (work: Parameters<Db["$transaction"]>[0]) => stalling(() => target.$transaction(work))
          : Reflect.get(target, name),
    });
  const objects: ObjectStore = {
    ...deps.objects,
    put: (key, bytes, options) => stalling(() => deps.objects.put(key, bytes, options)),
    delete: (keys) => stalling(() => deps.objects.delete(keys)),
    async *list(prefix) {
      await mayStall();
      yield* deps.objects.list(prefix);
    },
  };
  const uploads: Uploads = {
    ...deps.uploads,
    open: (prefix) => stalling(() => deps.uploads.open(prefix)),
    abort: (upload) => stalling(() => deps.uploads.abort(upload)),
  };
  const stalled = { ...deps, db: dbOf(deps.db), ownerDb: dbOf(deps.ownerDb), objects, uploads };
  return { deps: stalled, reached: reached.promise, goOn: () => goOn.resolve() };
}
