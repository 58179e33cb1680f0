/** For the first call of its kind: about what a small query costs. */
const UNKNOWN = 50;

type Call = { operation: string; size: number };

/**
 * What operations ask for, by how many things they are about: Shopify counts before it runs them, so the same call asks
 * for the same. Of a size not seen yet: what a bigger one asked for, else in proportion to the biggest.
 */
export function createCostTable() {
  const costs = new Map<string, Map<number, number>>();
  return {
    learn({ operation, size }: Call, requested: number): void {
      costs.set(operation, (costs.get(operation) ?? new Map<number, number>()).set(size, requested));
    },
    of({ operation, size }: Call): number {
      const known = costs.get(operation);
      if (!known) return UNKNOWN;
      const exactly = known.get(size);
      if (exactly !== undefined) return exactly;
      const sizes = [...known.keys()].sort((a, b) => a - b);
      const bigger = sizes.find((one) => one > size);
      const nearest = bigger ?? sizes.at(-1) ?? size;
      const cost = known.get(nearest) ?? UNKNOWN;
      return bigger === undefined ? Math.ceil((cost * size) / nearest) : cost;
    },
  };
}
