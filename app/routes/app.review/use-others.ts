import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Decision } from "../../ui/review/review-state.ts";
import { useWhileVisible } from "../../ui/frame/use-while-visible.ts";
import type { clientLoader } from "../app.review_.changes.ts";

const POLL_MS = 4_000;

type Told = { imageId: string; decision: Decision; by: string };

/** What others decide while this page is open. Something may be told twice. */
export function useOthers(onTold: (decisions: readonly Told[]) => void) {
  const { data, state, load } = useFetcher<typeof clientLoader>();
  const tell = useRef(onTold);
  useEffect(() => {
    tell.current = onTold;
  });
  const answer = data?.data ?? null;
  useEffect(() => {
    if (answer && answer.decisions.length > 0) tell.current(answer.decisions);
  }, [answer]);
  useEffect(() => {
    load("/app/review/changes"); // from now on
  }, [load]);
  useWhileVisible(true, POLL_MS, () => {
    const since = answer ? `?${new URLSearchParams({ since: answer.next })}` : "";
    if (state === "idle") load(`/app/review/changes${since}`);
  });
  return { isOld: answer?.isMore ?? false };
}
