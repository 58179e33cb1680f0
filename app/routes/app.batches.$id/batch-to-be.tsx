import { Banner } from "@shopify/polaris";
import type { SelectionSummary } from "../../generation/selection.ts";
import { errorCode } from "../../ui/frame/failure.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Collecting } from "../../ui/batches/collecting.tsx";
import { Quote, type QuoteView } from "../../ui/batches/quote.tsx";
import type { Purse } from "../../ui/batches/fits.ts";

type Props = {
  batch: {
    source: SelectionSummary;
    aspectRatio: string;
    imageSize: string;
    quote: (QuoteView & { purse: Purse }) | null;
  };
  progress: {
    failureCode: string | null;
    collecting: { products: number; photos: number; total: number | null } | null;
  };
  isBusy: boolean;
  onSend: (intent: string, fields?: Record<string, string>) => void;
};

/** A batch that was not started: its products are being read, or its quote waits for a yes. */
export function BatchToBe({ batch, progress, isBusy, onSend }: Props) {
  const { t } = useTexts();
  const { source, aspectRatio, imageSize, quote } = batch;
  if (progress.failureCode)
    return (
      <Banner tone="critical" title={t("batches.noQuote")}>
        <p>{t(`errors.${errorCode(progress.failureCode)}`)}</p>
      </Banner>
    );
  if (!quote) {
    const { products, photos, total } = progress.collecting ?? { products: 0, photos: 0, total: null };
    return <Collecting source={source} products={products} photos={photos} total={total} />;
  }
  return (
    <Quote
      source={source}
      format={`${aspectRatio} · ${imageSize}`}
      quote={quote}
      purse={quote.purse}
      isBusy={isBusy}
      onStart={(withDuplicates) => onSend("start", { withDuplicates: withDuplicates ? "yes" : "no" })}
      onTry={() => onSend("try")}
    />
  );
}
