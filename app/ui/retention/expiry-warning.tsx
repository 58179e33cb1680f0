import { Banner } from "@shopify/polaris";
import { countedOf } from "../frame/words.ts";

type Props = { images: number; days: number };

/** Said before anything goes that nobody has rejected. */
export function ExpiryWarning({ images, days }: Props) {
  if (images === 0) return null;
  return (
    <Banner
      tone="warning"
      title={`${countedOf(images, "image")} will be deleted within ${days} days`}
      action={{ content: "See and keep them", url: "/app/privacy/retention" }}
    >
      <p>They have been on no product for long. Publish or keep those you still want.</p>
    </Banner>
  );
}
