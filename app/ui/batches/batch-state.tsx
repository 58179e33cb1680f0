import { Badge } from "@shopify/polaris";

const STATES: Record<string, { label: string; tone?: "info" | "success" | "attention" }> = {
  collecting: { label: "Preparing", tone: "info" },
  /** Its products could not be read. */
  unquoted: { label: "No quote", tone: "attention" },
  quoted: { label: "Quoted", tone: "attention" },
  running: { label: "Running", tone: "info" },
  parked: { label: "Waiting", tone: "attention" },
  paused: { label: "Paused", tone: "attention" },
  done: { label: "Done", tone: "success" },
  cancelled: { label: "Cancelled" },
};

export function BatchState({ state }: { state: string }) {
  const { label, tone } = STATES[state] ?? { label: state };
  return <Badge tone={tone}>{label}</Badge>;
}
