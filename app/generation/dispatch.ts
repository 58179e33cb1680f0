type DueGeneration = { id: string; attempt: number };

/** What a batch has in work, and the first of what it could begin now, in order. */
export type Waiting = { shop: string; batchId: string; running: number; due: readonly DueGeneration[] };

export type Pick = DueGeneration & { shop: string; priority: number };

type Vessel = { running: number; level: number; next: number; due: readonly DueGeneration[] };

/**
 * What should be in work or next in line, filled like water: whoever has least gets the next place, shops first, then
 * the batches of a shop. A level that is begun is filled for every shop, so that the order in which shops are listed
 * favours none; and every shop has at least one. The priority is the place within the shop: a shop that comes with
 * nothing in work goes before what others have in line already.
 */
export function picksOf(batches: readonly Waiting[], window: number): Pick[] {
  const shops = [...Map.groupBy(batches, ({ shop }) => shop)].map(([shop, own]) => {
    const vessels = own.map(({ running, due }): Vessel => ({ running, level: running, next: 0, due }));
    return { shop, vessels, level: sumOf(vessels.map(({ running }) => running)) };
  });
  const picks: Pick[] = [];
  let inWork = sumOf(shops.map(({ level }) => level));

  for (let level = 0; level === 0 || inWork < window; level += 1) {
    let isOver = true;
    for (const shop of shops) {
      if (shop.level > level) isOver = false;
      if (shop.level !== level) continue;
      const generation = takeFromLowest(shop.vessels);
      if (!generation) continue;
      shop.level += 1;
      picks.push({ shop: shop.shop, ...generation, priority: shop.level });
      inWork += 1;
      isOver = false;
    }
    if (isOver) break;
  }
  return picks;
}

function takeFromLowest(vessels: readonly Vessel[]): DueGeneration | undefined {
  const filled = vessels.filter(({ next, due }) => next < due.length);
  const [first, ...others] = filled;
  if (!first) return undefined;
  const lowest = others.reduce((low, vessel) => (vessel.level < low.level ? vessel : low), first);
  lowest.level += 1;
  lowest.next += 1;
  return lowest.due[lowest.next - 1];
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
