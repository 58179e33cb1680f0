import { BlockStack, Button, InlineStack, Spinner, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Decision } from "../../library/decision.ts";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../frame/failure-banner.tsx";
import { errorCode } from "../frame/failure.ts";
import { Panel } from "../frame/panel.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./sample-panel.module.css";

type Photo = { productTitle: string; photoUrl: string };
type Image = { id: string; url: string; altText: string; decision: string };

export type SampleView =
  | { state: "offered" }
  | { state: "coming"; batchId: string; photo: Photo | null }
  | { state: "made"; batchId: string; photo: Photo; image: Image }
  | { state: "failed"; batchId: string; photo: Photo; failureCode: string };

type Props = {
  sample: SampleView;
  isBusy: boolean;
  failure?: ErrorCode;
  onTake: () => void;
  onDecide: (image: Image, decision: Decision) => void;
};

const SIDE = 400;

/** One image of a product of the shop's own, free, beside the photo that it was made of. */
export function SamplePanel({ sample, isBusy, failure, onTake, onDecide }: Props) {
  const { t } = useTexts();
  return (
    <Panel padding="600">
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("home.sampleHeading")}
          </Text>
          <Text as="p" tone="subdued">
            {t("home.sampleText")}
          </Text>
        </BlockStack>
        <FailureBanner code={failure} />
        {sample.state === "offered" ? (
          <div>
            <Button size="large" loading={isBusy} onClick={onTake}>
              {t("home.sampleTake")}
            </Button>
          </div>
        ) : (
          <Pair sample={sample} isBusy={isBusy} onDecide={onDecide} />
        )}
      </BlockStack>
    </Panel>
  );
}

type Made = Exclude<SampleView, { state: "offered" }>;

function Pair({ sample, isBusy, onDecide }: Pick<Props, "isBusy" | "onDecide"> & { sample: Made }) {
  const { t } = useTexts();
  const { photo } = sample;
  return (
    <div className={styles.pair} aria-live="polite">
      <Side name={t("home.samplePhoto")}>
        {photo ? (
          <img
            className={styles.picture}
            src={sizedUrl(photo.photoUrl, SIDE)}
            alt={photo.productTitle}
            width={SIDE}
            height={SIDE}
          />
        ) : (
          <div className={styles.place} />
        )}
      </Side>
      <Side name={t("home.sampleImage")}>
        <Outcome sample={sample} />
        {sample.state === "made" && (
          <Deciding image={sample.image} isBusy={isBusy} onDecide={onDecide} batchId={sample.batchId} />
        )}
        {sample.state === "failed" && (
          <Button url={`/app/batches/${sample.batchId}`}>{t("home.sampleSee")}</Button>
        )}
      </Side>
    </div>
  );
}

function Outcome({ sample }: { sample: Made }) {
  const { t } = useTexts();
  if (sample.state === "made") {
    const { url, altText } = sample.image;
    return <img className={styles.picture} src={url} alt={altText} width={SIDE} height={SIDE} />;
  }
  return (
    <div className={styles.place}>
      {sample.state === "failed" ? (
        <Text as="p" tone="critical" breakWord>
          {t(`errors.${errorCode(sample.failureCode)}`)}
        </Text>
      ) : (
        <Spinner size="small" accessibilityLabel={t("home.sampleComing")} />
      )}
    </div>
  );
}

type DecidingProps = Pick<Props, "isBusy" | "onDecide"> & { image: Image; batchId: string };

function Deciding({ image, batchId, isBusy, onDecide }: DecidingProps) {
  const { t } = useTexts();
  if (image.decision === "rejected") {
    return (
      <>
        <Text as="p" tone="subdued">
          {t("home.sampleRejected")}
        </Text>
        <Button url={`/app/review?batch=${batchId}&show=all`}>{t("home.sampleSee")}</Button>
      </>
    );
  }
  return (
    <InlineStack gap="200">
      <Button variant="primary" disabled={isBusy} onClick={() => onDecide(image, "approved")}>
        {t("home.approve")}
      </Button>
      <Button disabled={isBusy} onClick={() => onDecide(image, "rejected")}>
        {t("home.reject")}
      </Button>
    </InlineStack>
  );
}

function Side({ name, children }: { name: string; children: ReactNode }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="bodyMd" tone="subdued">
        {name}
      </Text>
      {children}
    </BlockStack>
  );
}
