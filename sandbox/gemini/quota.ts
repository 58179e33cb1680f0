import type { Behaviour, Fault } from "./behaviour.ts";

export interface Calls {
  count: number;
  inFlight: number;
  maxInFlight: number;
  /** What the quota let through, and what it turned down. */
  accepted: number;
  rejected: number;
  /** What it let through in the last sixty seconds, at the most. */
  maxPerMinute: number;
  /** By failure, or `ok`; requests that were wrong are `invalid`, those nobody waited for `abandoned`. */
  outcomes: Record<string, number>;
  /** Requests that Google keeps in the project's log, as new projects do unless `store: false` says no. */
  kept: number;
  /** How long all calls took together, as measured here. */
  busyMs: number;
}

/** Counts accepted calls, and says when a limit is reached, as Google's per-project limits do. */
export class Quota {
  readonly calls: Calls = {
    ...{ count: 0, inFlight: 0, maxInFlight: 0 },
    ...{ accepted: 0, rejected: 0, maxPerMinute: 0, outcomes: {}, kept: 0, busyMs: 0 },
  };
  private accepted: number[] = [];

  excess(behaviour: Behaviour, now: number): Fault | undefined {
    const fault = this.judge(behaviour, now);
    if (fault) this.calls.rejected += 1;
    else this.calls.accepted += 1;
    return fault;
  }

  private judge({ quota = {} }: Behaviour, now: number): Fault | undefined {
    const { requestsPerMinute = Infinity, requestsPerDay = Infinity, concurrency = Infinity } = quota;
    while (now - (this.accepted[0] ?? now) >= 86_400_000) this.accepted.shift();
    const today = this.accepted;
    const lately = today.slice(today.findLastIndex((at) => now - at >= 60_000) + 1);
    if (today.length >= requestsPerDay) return { fail: "429_day" };
    if (this.calls.inFlight > concurrency) return { fail: "429_minute", retryDelay: "1s" };
    if (lately.length < requestsPerMinute) {
      this.accepted.push(now);
      this.calls.maxPerMinute = Math.max(this.calls.maxPerMinute, lately.length + 1);
      return undefined;
    }
    const wait = (60_000 - (now - (lately[0] ?? now - 59_000))) / 1000;
    return { fail: "429_minute", retryDelay: `${wait.toFixed(9)}s` };
  }

  begin(): void {
    this.calls.count += 1;
    this.calls.inFlight += 1;
    this.calls.maxInFlight = Math.max(this.calls.maxInFlight, this.calls.inFlight);
  }

  keep(store: boolean | undefined): void {
    if (store !== false) this.calls.kept += 1;
  }

  end(outcome: string, tookMs: number): void {
    this.calls.inFlight -= 1;
    this.calls.busyMs += tookMs;
    this.calls.outcomes[outcome] = (this.calls.outcomes[outcome] ?? 0) + 1;
  }
}
