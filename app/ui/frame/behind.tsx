import { Banner } from "@shopify/polaris";
import { useIsBehind } from "./missed.ts";

/** While the page can't load what is new: what it shows stays, and it goes on asking. */
export function Behind() {
  if (!useIsBehind()) return null;
  return (
    <Banner tone="info">
      <p>What you see may be a little old: Packshot did not answer just now. This page goes on by itself.</p>
    </Banner>
  );
}
