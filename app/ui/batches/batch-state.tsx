import { Badge } from "@shopify/polaris";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";

type Shown = { label: TextKey; tone?: "info" | "success" | "attention" };

const STATES = {
  collecting: { label: "batches.collecting", tone: "info" },
  /** Its products could not be read. */
  unquoted: { label: "batches.unquoted", tone: "attention" },
  quoted: { label: "batches.quoted", tone: "attention" },
  running: { label: "batches.running", tone: "info" },
  parked: { label: "batches.parked", tone: "attention" },
  paused: { label: "batches.paused", tone: "attention" },
  done: { label: "batches.done", tone: "success" },
  cancelled: { label: "batches.cancelled" },
} satisfies Record<string, Shown>;

export function BatchState({ state }: { state: string }) {
  const { t } = useTexts();
  const known: Partial<Record<string, Shown>> = STATES;
  const shown = known[state];
  return shown ? <Badge tone={shown.tone}>{t(shown.label)}</Badge> : <Badge>{state}</Badge>;
}
