import { useTexts } from "../../texts/speaking.tsx";

/** "5 minutes ago". Server and browser may disagree by a minute, which is no mistake worth a warning. */
export function TimeAgo({ at }: { at: string }) {
  const { ago } = useTexts();
  return (
    <time dateTime={at} suppressHydrationWarning>
      {ago(at)}
    </time>
  );
}
