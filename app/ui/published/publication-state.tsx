import { Badge, type BadgeProps } from "@shopify/polaris";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";

const STATES: Record<string, { text: TextKey; tone?: BadgeProps["tone"] }> = {
  pending: { text: "published.state_pending", tone: "info" },
  uploading: { text: "published.state_uploading", tone: "info" },
  processing: { text: "published.state_processing", tone: "info" },
  live: { text: "published.state_live", tone: "success" },
  failed: { text: "published.state_failed", tone: "critical" },
  unclear: { text: "published.state_unclear", tone: "warning" },
  restored: { text: "published.state_restored" },
  partly_restored: { text: "published.state_partly_restored", tone: "warning" },
};

export function PublicationState({ state, isRestoring }: { state: string; isRestoring: boolean }) {
  const { t } = useTexts();
  if (isRestoring) return <Badge tone="info">{t("published.state_restoring")}</Badge>;
  const known = STATES[state];
  return <Badge tone={known?.tone}>{known ? t(known.text) : state}</Badge>;
}

/** Something is still happening to it, so it is worth asking again. */
function isMoving({ state, isRestoring }: Standing): boolean {
  return isRestoring || state === "pending" || state === "uploading" || state === "processing";
}

type Standing = { state: string; isRestoring: boolean };

/** "2 live, 1 on the way, 1 failed": those there are of each, in this order. */
export function standingsOf(publications: readonly Standing[]): { text: TextKey; count: number }[] {
  const moving = publications.filter(isMoving).length;
  const live = publications.filter(({ state, isRestoring }) => state === "live" && !isRestoring).length;
  const restored = publications.filter(({ state }) => state === "restored").length;
  const standings: { text: TextKey; count: number }[] = [
    { text: "published.summary_live", count: live },
    { text: "published.summary_moving", count: moving },
    { text: "published.summary_look", count: publications.length - live - moving - restored },
    { text: "published.summary_restored", count: restored },
  ];
  return standings.filter(({ count }) => count > 0);
}
