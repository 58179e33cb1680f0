import { links } from "./links.ts";
import type { Counted, ProductImages } from "./product-images.ts";
import { useProductImages } from "./use-product-images.ts";

/** Packshot's images of one product: the newest, what waits, what is being made, what failed, and the ways into the app. */
export function Block({ productId }: { productId: string }) {
  const { i18n } = shopify;
  const { seen, tryAgain } = useProductImages(productId);
  const waiting = seen.state === "here" ? seen.product.waiting : null;
  return (
    <s-admin-block
      heading={i18n.translate("heading")}
      collapsedSummary={waiting ? waitingText(waiting) : undefined}
    >
      {seen.state === "loading" && <s-spinner accessibilityLabel={i18n.translate("loading")} />}
      {seen.state === "failed" && <Failed onTryAgain={tryAgain} />}
      {seen.state === "here" && <Images productId={productId} product={seen.product} />}
    </s-admin-block>
  );
}

function Failed({ onTryAgain }: { onTryAgain: () => void }) {
  const { i18n } = shopify;
  return (
    <s-banner tone="critical">
      <s-stack gap="small">
        <s-paragraph>{i18n.translate("failure")}</s-paragraph>
        <s-stack direction="inline">
          <s-button onClick={onTryAgain}>{i18n.translate("tryAgain")}</s-button>
        </s-stack>
      </s-stack>
    </s-banner>
  );
}

function Images({ productId, product }: { productId: string; product: ProductImages }) {
  const { i18n } = shopify;
  const isEmpty = product.images.length === 0;
  const waits = product.waiting.amount > 0;
  return (
    <s-stack gap="base">
      <State product={product} />
      {isEmpty ? (
        <s-paragraph color="subdued">{i18n.translate("empty")}</s-paragraph>
      ) : (
        <Thumbnails productId={productId} images={product.images} />
      )}
      <s-stack direction="inline" gap="small">
        {waits && (
          <s-button variant="primary" href={links.review(productId)}>
            {i18n.translate("review")}
          </s-button>
        )}
        {!isEmpty && !waits && (
          <s-button href={links.allImages(productId)}>{i18n.translate("seeAll")}</s-button>
        )}
        <s-button variant={isEmpty ? "primary" : "secondary"} href={links.generate(productId)}>
          {i18n.translate("generate")}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

function State({ product: { images, waiting, running, failed } }: { product: ProductImages }) {
  const { i18n } = shopify;
  const isQuiet = waiting.amount + running.amount + failed.amount === 0;
  if (isQuiet && images.length === 0) return null;
  return (
    <s-stack direction="inline" gap="small-200">
      {waiting.amount > 0 && <s-badge tone="warning">{waitingText(waiting)}</s-badge>}
      {running.amount > 0 && <s-badge tone="info">{i18n.translate("running", valuesOf(running))}</s-badge>}
      {failed.amount > 0 && <s-badge tone="critical">{i18n.translate("failed", valuesOf(failed))}</s-badge>}
      {isQuiet && <s-badge>{i18n.translate("noneWaiting")}</s-badge>}
    </s-stack>
  );
}

function Thumbnails({ productId, images }: { productId: string; images: ProductImages["images"] }) {
  const { i18n } = shopify;
  return (
    <s-stack direction="inline" gap="small-200">
      {images.map(({ id, altText, thumbnailUrl }) => (
        <s-clickable
          key={id}
          href={links.image(productId, id)}
          borderRadius="base"
          accessibilityLabel={i18n.translate("seeImage", { image: altText })}
        >
          <s-thumbnail size="large" src={thumbnailUrl} alt="" />
        </s-clickable>
      ))}
    </s-stack>
  );
}

function waitingText(waiting: Counted): string {
  const { i18n } = shopify;
  return waiting.amount > 0 ? i18n.translate("waiting", valuesOf(waiting)) : i18n.translate("noneWaiting");
}

/** `count` chooses the plural, `amount` is what is read. */
function valuesOf({ amount, isMore }: Counted): { count: number; amount: string } {
  return { count: amount, amount: `${shopify.i18n.formatNumber(amount)}${isMore ? "+" : ""}` };
}
