import { Banner } from "@shopify/polaris";
import { count } from "../frame/words.ts";

type Props = { images: number; isMore: boolean; days: number };

/** Said before anything goes that nobody has rejected. */
export function ExpiryWarning({ images, isMore, days }: Props) {
  if (images === 0) return null;
  return (
    <Banner
      tone="warning"
      title={`${isMore ? "More than " : ""}${count(images, "image")} will be deleted within ${days} days`}
      action={{ content: "See and keep them", url: "/app/privacy/retention" }}
    >
      <p>They have been on no product for long. Publish or keep those you still want.</p>
    </Banner>
  );
}
