import { Badge, type BadgeProps } from "@shopify/polaris";

const STATES: Record<string, { label: string; tone?: BadgeProps["tone"] }> = {
  pending: { label: "Waiting", tone: "info" },
  uploading: { label: "Uploading", tone: "info" },
  processing: { label: "Shopify is preparing it", tone: "info" },
  live: { label: "Live", tone: "success" },
  failed: { label: "Failed", tone: "critical" },
  unclear: { label: "Needs a look", tone: "warning" },
  restored: { label: "Restored" },
  partly_restored: { label: "Partly restored", tone: "warning" },
};

export function PublicationState({ state, isRestoring }: { state: string; isRestoring: boolean }) {
  if (isRestoring) return <Badge tone="info">Restoring</Badge>;
  const { label, tone } = STATES[state] ?? { label: state };
  return <Badge tone={tone}>{label}</Badge>;
}

/** Something is still happening to it, so it is worth asking again. */
function isMoving({ state, isRestoring }: { state: string; isRestoring: boolean }): boolean {
  return isRestoring || state === "pending" || state === "uploading" || state === "processing";
}

type Standing = { state: string; isRestoring: boolean };

/** "2 live, 1 on the way, 1 failed". */
export function summaryOf(publications: readonly Standing[]): string {
  const moving = publications.filter(isMoving).length;
  const live = publications.filter(({ state, isRestoring }) => state === "live" && !isRestoring).length;
  const restored = publications.filter(({ state }) => state === "restored").length;
  const parts: [number, string][] = [
    [live, "live"],
    [moving, "on the way"],
    [publications.length - live - moving - restored, "to look at"],
    [restored, "restored"],
  ];
  return parts.flatMap(([amount, what]) => (amount > 0 ? `${amount} ${what}` : [])).join(", ");
}
