import { Banner } from "@shopify/polaris";
import { SUSPENDED } from "./fits.ts";

/** What stands in the way of a quote. No credits and no cap help a shop that is suspended. */
export function CannotStart({ why }: { why: string | null }) {
  if (!why) return null;
  const action = why === SUSPENDED ? undefined : { content: "See credits", url: "/app/credits" };
  return (
    <Banner tone="warning" title="This batch cannot start as it is" action={action}>
      <p>{why}</p>
    </Banner>
  );
}
