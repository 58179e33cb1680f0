import { Banner } from "@shopify/polaris";

/** Why the last action did not work: red and in place, as Shopify's design guidelines ask, not in a toast. */
export function FailureBanner({ sentence }: { sentence: string | undefined }) {
  if (!sentence) return null;
  return (
    <Banner tone="critical">
      <p>{sentence}</p>
    </Banner>
  );
}
