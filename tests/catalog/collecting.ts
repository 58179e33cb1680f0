import { expect } from "vitest";
import { CollectState } from "../../app/catalog/collect-state.ts";
import {
  collectStep,
  type CollectedPhoto,
  type Collection,
  type CollectStep,
} from "../../app/catalog/collect.server.ts";
import type { AdminApi } from "../../app/platform/admin-api/admin-api.ts";

export type Collected = {
  photos: CollectedPhoto[];
  skipped: Record<string, number>;
  notFound: string[];
  products: number;
  total?: number;
  phases: string[];
};

/**
 * Collects to the end as a worker would that is killed after every step: each goes on from nothing but the stored state,
 * and each whose result the crash took is done again, with the same result (or more of it, after a broken download).
 */
export async function collectAll(
  admin: AdminApi,
  collection: Collection,
  between: (phase: string, collected: Collected) => void = () => {},
): Promise<Collected> {
  const all: Collected = { photos: [], skipped: {}, notFound: [], products: 0, phases: [] };
  let state: CollectState | null = null;
  do {
    const phase = state?.phase ?? "begin";
    between(phase, all);
    if (all.phases.at(-1) !== phase) all.phases.push(phase);
    const step: CollectStep = await collectStep({ admin, fetch }, collection, state);
    if (step.photos.length > 0) {
      const again = await collectStep({ admin, fetch }, collection, state);
      expect(again.photos.slice(0, step.photos.length)).toEqual(step.photos);
    }
    add(all, step);
    state = step.next && CollectState.parse(JSON.parse(JSON.stringify(step.next)));
  } while (state);
  return all;
}

function add(all: Collected, step: CollectStep): void {
  all.photos.push(...step.photos);
  all.notFound.push(...step.notFound);
  all.products += step.products;
  all.total = step.total ?? all.total;
  for (const [reason, count] of Object.entries(step.skipped)) {
    all.skipped[reason] = (all.skipped[reason] ?? 0) + count;
  }
}
