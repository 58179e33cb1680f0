import type { SerializeFrom } from "@remix-run/node";
import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { pauseLeft } from "../../ui/frame/missed.ts";
import { useWhileVisible } from "../../ui/frame/use-while-visible.ts";
import type { clientLoader as arrivalsLoader } from "../app.batches.$id_.arrivals.ts";
import type { clientLoader as progressLoader } from "../app.batches.$id_.progress.ts";
import type { batchView } from "../edge/batch-view.server.ts";

/** How often progress is asked for. What rests is looked at too: somebody else may start, resume or retry it. */
const POLL_MS: Record<string, number> = { collecting: 1_000, running: 500, paused: 1_000, parked: 1_000 };
const RESTING_MS = 4_000;
/** Pictures are asked for at most this often, and only when there are new ones. */
const ARRIVALS_MS = 2_000;

type Loaded = SerializeFrom<Awaited<ReturnType<typeof batchView>>>;

/** The batch as it is now: its progress polled, its pictures when they change, the whole page when its state does. */
export function useLiveBatch(loaded: Loaded) {
  const url = `/app/batches/${loaded.id}`;
  const poll = useFetcher<typeof progressLoader>();
  const progress = newest(loaded.progress, poll.data?.data);
  useWhileVisible(true, POLL_MS[progress.state] ?? RESTING_MS, () => {
    if (poll.state === "idle") poll.load(`${url}/progress`);
  });
  useReload(progress.state !== loaded.progress.state);
  const arrivals = useArrivals(`${url}/arrivals`, loaded.arrivals, `${progress.done}/${progress.failed}`);
  return { progress, arrivals };
}

/** Asks for the pictures anew when `version` is no longer the one they were last asked for at, or that was missed. */
function useArrivals(url: string, loaded: Loaded["arrivals"], version: string) {
  const { data, state, load } = useFetcher<typeof arrivalsLoader>();
  const last = useRef({ version, at: 0 });
  useEffect(() => {
    if (state !== "idle" || (last.current.version === version && !data?.isMissed)) return;
    const ask = () => {
      last.current = { version, at: Date.now() };
      load(url);
    };
    const dueIn = last.current.at + ARRIVALS_MS - Date.now();
    const timer = setTimeout(ask, Math.max(0, dueIn, pauseLeft()));
    return () => clearTimeout(timer);
  }, [url, version, data, state, load]);
  return newest(loaded, data?.data);
}

function useReload(isWanted: boolean) {
  const { revalidate, state } = useRevalidator();
  const isIdle = state === "idle";
  useEffect(() => {
    if (!isWanted || !isIdle) return;
    const timer = setTimeout(revalidate, pauseLeft());
    return () => clearTimeout(timer);
  }, [isWanted, isIdle, revalidate]);
}

/** Loading the page and polling overtake each other. */
function newest<T extends { readAt: number }>(loaded: T, polled: T | null | undefined): T {
  return polled && polled.readAt > loaded.readAt ? polled : loaded;
}
