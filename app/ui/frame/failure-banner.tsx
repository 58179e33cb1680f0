import { Banner } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  code?: ErrorCode;
  /** Where no code says it: a download that did not arrive, say. */
  text?: string;
};

/**
 * Why the last action did not work: red and in place, as Shopify's design guidelines ask, not in a toast. It comes into
 * view: the button that was pressed may stand in a bar, far from it.
 */
export function FailureBanner({ code, text }: Props) {
  const { t } = useTexts();
  const sentence = code ? t(`errors.${code}`) : text;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sentence) place.current?.scrollIntoView({ block: "nearest" });
  }, [sentence]);
  if (!sentence) return null;
  return (
    <div ref={place}>
      <Banner tone="critical">
        <p>{sentence}</p>
      </Banner>
    </div>
  );
}
