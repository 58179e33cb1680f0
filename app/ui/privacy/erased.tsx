import { Banner } from "@shopify/polaris";
import { TimeAgo } from "../frame/time-ago.tsx";
import { count } from "../frame/words.ts";

type Props = { finishedAt: string; images: number; files: number };

/** What the shop's last erasure came to. */
export function Erased({ finishedAt, images, files }: Props) {
  return (
    <Banner tone="success" title="Everything was erased">
      <p>
        {`${count(images, "image")}, ${count(files, "file")} and all data that belonged to them went `}
        <TimeAgo at={finishedAt} />
        {". What you do in Packshot from then on is new."}
      </p>
    </Banner>
  );
}
