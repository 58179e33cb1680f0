import { readFile } from "node:fs/promises";

/** Linux counts processor time in hundredths of a second for everybody (USER_HZ). */
const TICK_MS = 10;

/** Processor time that a process used so far, by Linux's own account. */
export async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // its name may hold spaces
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The most memory that a process ever held. */
export async function peakMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

export async function sumOf(pids: readonly number[], measure: (pid: number) => Promise<number>) {
  return (await Promise.all(pids.map(measure))).reduce((sum, value) => sum + value, 0);
}
