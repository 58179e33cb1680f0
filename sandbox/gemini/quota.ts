import type { Behaviour, Fault } from "./behaviour.ts";

export interface Calls {
  count: number;
  inFlight: number;
  maxInFlight: number;
  /** By failure, or `ok`; requests that were wrong are `invalid`, those nobody waited for `abandoned`. */
  outcomes: Record<string, number>;
  /** How long all calls took together, as measured here. */
  busyMs: number;
}

/** Counts accepted calls, and says when a limit is reached, as Google's per-project limits do. */
export class Quota {
  readonly calls: Calls = { count: 0, inFlight: 0, maxInFlight: 0, outcomes: {}, busyMs: 0 };
  private accepted: number[] = [];

  excess({ quota = {} }: Behaviour, now: number): Fault | undefined {
    const { requestsPerMinute = Infinity, requestsPerDay = Infinity, concurrency = Infinity } = quota;
    const today = this.accepted.filter((at) => now - at < 86_400_000);
    const lately = today.filter((at) => now - at < 60_000);
    this.accepted = today;
    if (today.length >= requestsPerDay) return { fail: "429_day" };
    if (this.calls.inFlight > concurrency) return { fail: "429_minute", retryDelay: "1s" };
    if (lately.length < requestsPerMinute) {
      this.accepted.push(now);
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

  end(outcome: string, tookMs: number): void {
    this.calls.inFlight -= 1;
    this.calls.busyMs += tookMs;
    this.calls.outcomes[outcome] = (this.calls.outcomes[outcome] ?? 0) + 1;
  }
}
