import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

type Pool = { totalCount: number; idleCount: number; waitingCount: number };

/** Memory, CPU, event loop and database connections of this process. */
export function observeProcess(registry: Registry, pool: Pool): void {
  collectDefaultMetrics({ register: registry });
  const connections: Gauge = new Gauge({
    name: "packshot_database_connections",
    help: "Database connections of this process; waiting: who wants one and must wait",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      connections.set({ state: "used" }, pool.totalCount - pool.idleCount);
      connections.set({ state: "idle" }, pool.idleCount);
      connections.set({ state: "waiting" }, pool.waitingCount);
    },
  });
}
