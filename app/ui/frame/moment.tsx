import { useSyncExternalStore } from "react";
import { useTexts } from "../../texts/speaking.tsx";

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "20 Nov 2026, 14:05": in UTC as the server writes it, in the browser's own zone once the page is alive. */
export function Moment({ at }: { at: string }) {
  const { moment } = useTexts();
  const zone = useSyncExternalStore(never, ownZone, () => "UTC");
  return (
    <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
      {zone === "UTC" ? `${moment(at)} UTC` : moment(at, zone)}
    </time>
  );
}
