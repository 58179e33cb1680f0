import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SentDecision } from "../../library/decision.ts";
import { createDecisionQueue, type Sent } from "./decision-queue.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Request = { decisions: SentDecision[]; answer: (sent: Sent) => Promise<unknown> };

/** A queue, the requests it makes, and what it keeps. */
function queueWith(kept: unknown = []) {
  const requests: Request[] = [];
  let stored = kept;
  const queue = createDecisionQueue({
    send: (decisions) => {
      const { promise, resolve } = Promise.withResolvers<Sent>();
      const answer = (sent: Sent) => {
        resolve(sent);
        return vi.advanceTimersByTimeAsync(0);
      };
      requests.push({ decisions, answer });
      return promise;
    },
    keep: { read: () => stored, write: (unsaved) => (stored = structuredClone(unsaved)) },
    mostAtOnce: 3,
  });
  const decide = (...ids: string[]) =>
    queue.push(ids.map((id) => ({ id, decision: "approved", before: "undecided" })));
  return { queue, requests, decide, stored: () => stored };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const sentIn = ({ decisions }: Request) => decisions.map(({ imageId, decision }) => `${imageId} ${decision}`);
const nothing = { answers: [] };

describe("the queue of decisions", () => {
  it("sends one request at a time, some decisions in each, no faster than its pace", async () => {
    const { requests, decide } = queueWith();
    decide("a");
    await pass(0);
    decide("b", "c", "d", "e");
    await pass(1_000);
    expect(requests.map(sentIn)).toEqual([["a approved"]]);
    await requests[0]?.answer(nothing);
    expect(requests.slice(1).map(sentIn)).toEqual([["b approved", "c approved", "d approved"]]);
    await requests[1]?.answer(nothing);
    expect(requests).toHaveLength(2);
    await pass(300);
    expect(requests.slice(2).map(sentIn)).toEqual([["e approved"]]);
  });

  it("sends of several decisions of an image the last, made of what the first saw, and none that was taken back", async () => {
    const { queue, requests, decide } = queueWith();
    decide("a", "b");
    queue.push([{ id: "a", decision: "rejected", before: "approved" }]);
    queue.push([{ id: "b", decision: "undecided", before: "approved" }]);
    await pass(0);
    expect(requests[0]?.decisions).toMatchObject([
      { imageId: "a", decision: "rejected", before: "undecided" },
    ]);
  });

  it("sends what was taken back while it was under way", async () => {
    const { queue, requests, decide } = queueWith();
    decide("a");
    await pass(0);
    queue.push([{ id: "a", decision: "undecided", before: "approved" }]);
    await requests[0]?.answer(nothing);
    await pass(300);
    expect(requests.slice(1).map(sentIn)).toEqual([["a undecided"]]);
  });

  it("keeps what is not answered, says so, and sends it again, each time later, at once when the connection is back", async () => {
    const { queue, requests, decide } = queueWith();
    decide("a");
    await pass(0);
    await requests[0]?.answer(null);
    expect(queue.state()).toEqual({ unsaved: 1, isLost: true });
    await pass(1_000);
    await requests[1]?.answer(null);
    await pass(1_000);
    expect(requests).toHaveLength(2);
    queue.goOn();
    await pass(0);
    expect(requests.slice(2).map(sentIn)).toEqual([["a approved"]]);
    await requests[2]?.answer(nothing);
    expect(queue.state()).toEqual({ unsaved: 0, isLost: false });
  });

  it("does not send an older decision over a newer one after a miss", async () => {
    const { queue, requests, decide } = queueWith();
    decide("a");
    await pass(0);
    queue.push([{ id: "a", decision: "rejected", before: "approved" }]);
    await requests[0]?.answer(null);
    await pass(1_000);
    expect(requests[1]?.decisions).toMatchObject([
      { imageId: "a", decision: "rejected", before: "undecided" },
    ]);
  });

  it("goes on after the page was loaded anew, with how long ago it was decided", async () => {
    const { decide, stored } = queueWith();
    decide("a");
    await pass(60_000);
    const { queue, requests } = queueWith(stored());
    expect(queue.state()).toEqual({ unsaved: 1, isLost: false });
    queue.goOn();
    await pass(0);
    expect(requests[0]?.decisions).toEqual([
      { imageId: "a", decision: "approved", before: "undecided", ago: 60_000 },
    ]);
  });

  it("reads nothing of what is not its own", () => {
    expect(queueWith("{").queue.state().unsaved).toBe(0);
    expect(queueWith([null, { imageId: 1 }]).queue.state().unsaved).toBe(0);
  });

  it("tells what became of each, and of which it was when all are refused", async () => {
    const { queue, requests, decide } = queueWith();
    const heard: unknown[] = [];
    queue.hear((answers, of) => heard.push([answers, of.map(({ imageId }) => imageId)]));
    decide("a");
    await pass(0);
    await requests[0]?.answer({ refused: "shop_erasing" });
    expect(heard).toEqual([["shop_erasing", ["a"]]]);
    expect(queue.state().unsaved).toBe(0);
  });
});
