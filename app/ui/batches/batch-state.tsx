import { Badge } from "@shopify/polaris";

const STATES: Record<string, { label: string; tone?: "info" | "success" | "attention" }> = {
  quoted: { label: "Quoted" },
  running: { label: "Running", tone: "info" },
  paused: { label: "Paused", tone: "attention" },
  done: { label: "Done", tone: "success" },
  cancelled: { label: "Cancelled" },
};

export function BatchState({ state }: { state: string }) {
  const { label, tone } = STATES[state] ?? { label: state };
  return <Badge tone={tone}>{label}</Badge>;
}
