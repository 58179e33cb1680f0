import { Banner } from "@shopify/polaris";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  code?: ErrorCode;
  /** Where no code says it: a download that did not arrive, say. */
  text?: string;
};

/** Why the last action did not work: red and in place, as Shopify's design guidelines ask, not in a toast. */
export function FailureBanner({ code, text }: Props) {
  const { t } = useTexts();
  const sentence = code ? t(`errors.${code}`) : text;
  if (!sentence) return null;
  return (
    <Banner tone="critical">
      <p>{sentence}</p>
    </Banner>
  );
}
