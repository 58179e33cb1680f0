import type { SerializeFrom } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { BulkKind, BulkShown } from "../../library/bulk.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import { useWhileVisible } from "../../ui/frame/use-while-visible.ts";
import type { action as bulkAction, clientLoader } from "../app.library_.bulk.ts";

const POLL_MS = 1_000;
const PATH = "/app/library/bulk";

/** What somebody has read stays closed on the next page, too. */
let closedBefore: ReadonlySet<string> = new Set();

/** Which images: those of a filter as it stands in the address of a page, made by the time it was read; or these. */
type Which = { filter: string; asOf?: number } | { ids: readonly string[] };

/**
 * What is done to many images, for pages with a selection; BulkProgress shows it. `loaded` came with the page, so that
 * nothing moves when it is asked for anew. `onOver`: something came to its end, and the page may be loaded again.
 */
export function useBulk(loaded: SerializeFrom<BulkShown>, onOver: () => void) {
  const polling = useFetcher<typeof clientLoader>({ key: "bulk" });
  const acting = useFetcher<typeof bulkAction>({ key: "bulk-act" });
  const [closed, setClosed] = useState<ReadonlySet<string>>(closedBefore);
  const { actions } = latestOf(loaded, polling.data?.data, shownIn(acting.data));
  useWhileVisible(actions.some(isRunning), POLL_MS, () => {
    if (polling.state === "idle") polling.load(PATH);
  });
  useWhenOneEnds(actions, onOver);

  const send = (fields: Record<string, string>) =>
    acting.submit({ formToken: crypto.randomUUID(), ...fields }, { method: "post", action: PATH });
  return {
    actions: actions.filter(({ id }) => !closed.has(id)),
    isBusy: acting.state !== "idle",
    failure: failureIn(acting.data),
    start: (kind: BulkKind, which: Which) => send({ intent: "start", kind, ...fieldsOf(which) }),
    onCancel: (id: string) => send({ intent: "cancel", id }),
    onUndo: (id: string) => send({ intent: "undo", id }),
    onClose() {
      closedBefore = new Set(actions.filter((action) => !isRunning(action)).map(({ id }) => id));
      setClosed(closedBefore);
    },
  };
}

function fieldsOf(which: Which): Record<string, string> {
  if ("ids" in which) return { ids: JSON.stringify(which.ids) };
  return { filter: which.filter, ...(which.asOf !== undefined && { asOf: String(which.asOf) }) };
}

type Shown = SerializeFrom<BulkShown>;

function shownIn(answer: object | undefined): Shown | undefined {
  return answer && "actions" in answer ? (answer as Shown) : undefined;
}

function latestOf(first: Shown, ...others: (Shown | null | undefined)[]): Shown {
  return others.reduce<Shown>((latest, one) => (one && one.readAt > latest.readAt ? one : latest), first);
}

function isRunning({ state }: Shown["actions"][number]): boolean {
  return state === "running";
}

function useWhenOneEnds(actions: Shown["actions"], tell: () => void): void {
  const ended = actions.filter((action) => !isRunning(action)).map(({ id }) => id);
  const known = useRef<ReadonlySet<string>>(new Set(ended));
  useEffect(() => {
    if (ended.every((id) => known.current.has(id))) return;
    known.current = new Set([...known.current, ...ended]);
    tell();
  });
}
