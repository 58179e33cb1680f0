import { Banner } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { TimeAgo } from "../frame/time-ago.tsx";

type Props = { finishedAt: string; images: number; files: number };

/** What the shop's last erasure came to. */
export function Erased({ finishedAt, images, files }: Props) {
  const { t, rich } = useTexts();
  const when = () => <TimeAgo key="when" at={finishedAt} />;
  return (
    <Banner tone="success" title={t("privacy.erased")}>
      <p>{rich<ReactNode>("privacy.erasedText", { images, files, when })}</p>
    </Banner>
  );
}
