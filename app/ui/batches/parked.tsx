import { Banner } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Moment } from "../frame/moment.tsx";

const REASONS: Partial<Record<string, TextKey>> = {
  suspended: "batches.stop_suspended",
  reconnect: "batches.stop_reconnect",
  operator: "batches.stop_operator",
  out_of_credit: "batches.stop_out_of_credit",
  daily_limit: "batches.stop_daily_limit",
  told_to_wait: "batches.stop_told_to_wait",
  spending_limit: "batches.stop_spending_limit",
};

/** Where somebody has to do something. Opening Packshot connects it anew, so whoever reads this has all but done it. */
const TO_DO: Partial<Record<string, TextKey>> = {
  suspended: "batches.liftSuspension",
  reconnect: "batches.reconnect",
};

export type ParkedView = { reason: string; until: string | null };

/** The batch waits for something that is nobody's fault here: why, and until when. */
export function Parked({ parked }: { parked: ParkedView | null }) {
  const { t, rich } = useTexts();
  if (!parked) return null;
  const { reason, until } = parked;
  const toDo = TO_DO[reason];
  return (
    <Banner tone={toDo ? "warning" : "info"} title={t(REASONS[reason] ?? "batches.stop_other")}>
      <p>
        {until
          ? rich<ReactNode>("batches.goesOnAt", { moment: () => <Moment key="moment" at={until} /> })
          : t(toDo ?? "batches.goesOnSoon")}
      </p>
    </Banner>
  );
}
