import { Banner } from "@shopify/polaris";

const REASONS: Record<string, string> = {
  suspended: "Packshot has suspended work for this store.",
  reconnect: "Packshot has lost its connection to this store.",
  operator: "Image generation is stopped for everybody at the moment.",
  out_of_credit: "Image generation is paused on our side. We have been told.",
  daily_limit: "Today's limit of the image model is used up.",
  told_to_wait: "The image model asks us to wait.",
  spending_limit: "Image generation has reached its limit for today.",
};

/** Where somebody has to do something. Opening Packshot connects it anew, so whoever reads this has all but done it. */
const TO_DO: Record<string, string> = {
  suspended: "Contact support to have it lifted.",
  reconnect:
    "Reload this page to connect it again. If this stays, ask the store's owner to open Packshot once from Shopify admin.",
};

export type ParkedView = { reason: string; until: string | null };

/** The batch waits for something that is nobody's fault here: why, and until when. */
export function Parked({ parked }: { parked: ParkedView | null }) {
  if (!parked) return null;
  const toDo = TO_DO[parked.reason];
  return (
    <Banner tone={toDo ? "warning" : "info"} title={REASONS[parked.reason] ?? "Image generation is paused."}>
      <p>
        {parked.until ? (
          <>
            Packshot goes on by itself <Moment at={parked.until} />.
          </>
        ) : (
          (toDo ?? "Packshot goes on by itself as soon as it can.")
        )}{" "}
        Nothing is lost, and waiting costs nothing.
      </p>
    </Banner>
  );
}

/** In the reader's own time; the server cannot know it and may say another hour first. */
function Moment({ at }: { at: string }) {
  const words = new Date(at).toLocaleString("en", { weekday: "long", hour: "numeric", minute: "2-digit" });
  return (
    <time dateTime={at} suppressHydrationWarning>
      {`on ${words}`}
    </time>
  );
}
