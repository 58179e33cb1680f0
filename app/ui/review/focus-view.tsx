import { Link } from "@remix-run/react";
import { Badge, Button, InlineStack, Text } from "@shopify/polaris";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import { CompareStage, stagePhoto } from "./compare-stage.tsx";
import type { DeskImage } from "./desk-image.ts";
import styles from "./focus-view.module.css";
import type { Decision } from "./review-state.ts";
import { useGestures } from "./use-gestures.ts";
import { usePreloaded } from "./use-preloaded.ts";
import type { Zooming } from "./use-zoom.ts";

type Props = {
  image: DeskImage;
  /** Those before and after it. */
  near: readonly DeskImage[];
  place: number;
  /** Of the images shown; what is still to come is not counted. */
  shown: number;
  decision: Decision;
  by: string | null;
  canUndo: boolean;
  isSlider: boolean;
  stage: RefObject<HTMLDivElement>;
  zooming: Zooming;
  onApprove: () => void;
  onReject: () => void;
  onUndo: () => void;
  onMove: (by: number) => void;
  onCompare: () => void;
  /** What else can be done with the image. */
  children: ReactNode;
};

/** One pair, large: the second pass. */
export function FocusView({ image, near, stage, zooming, children, ...rest }: Props) {
  const { onApprove, onReject } = rest;
  const { reset } = zooming;
  useGestures(stage, { zooming, onSwipe: (to) => (to === "right" ? onApprove() : onReject()) });
  usePreloaded(near.flatMap(({ fileUrl, photoUrl }) => [fileUrl, stagePhoto(photoUrl)]));
  useEffect(reset, [reset, image.id]);
  const view = useRef<HTMLDivElement>(null);
  // It stands where the grid was, which may have been scrolled far down.
  useEffect(() => {
    if (view.current && view.current.getBoundingClientRect().top < 0) view.current.scrollIntoView();
  }, []);
  return (
    <div className={styles.view} ref={view}>
      <About {...{ image, ...rest }} />
      <CompareStage image={image} isSlider={rest.isSlider} stage={stage} />
      <div className={styles.bars}>
        <Decide {...rest} />
        <Look {...{ zooming, ...rest }} />
      </div>
      {children}
    </div>
  );
}

type AboutProps = Pick<Props, "image" | "place" | "shown" | "decision" | "by" | "onMove">;

function About({ image, place, shown, decision, by, onMove }: AboutProps) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  return (
    <div className={styles.about}>
      <div className={styles.names}>
        <Link to={`/app/products/${image.productId}`} className={styles.product} dir="auto">
          {image.productTitle}
        </Link>
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          <span dir="auto">{nameOf(image)}</span>
          {image.ratioDiffers && ` · ${t("review.ratioDiffers")}`}
        </Text>
      </div>
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        {decision !== "undecided" && <DecisionBadge decision={decision} by={by} />}
        <Button size="large" accessibilityLabel={t("review.previous")} onClick={() => onMove(-1)}>
          ←
        </Button>
        <Text as="span" tone="subdued" numeric>
          {t("review.place", { place, shown })}
        </Text>
        <Button size="large" accessibilityLabel={t("review.next")} onClick={() => onMove(1)}>
          →
        </Button>
      </InlineStack>
    </div>
  );
}

function DecisionBadge({ decision, by }: Pick<Props, "decision" | "by">) {
  const { t } = useTexts();
  const words = t(decision === "approved" ? "products.approved" : "products.rejected");
  return (
    <Badge tone={decision === "approved" ? "success" : "critical"}>
      {by ? t("review.signBy", { decision: words, by }) : words}
    </Badge>
  );
}

type DecideProps = Pick<Props, "decision" | "canUndo" | "onApprove" | "onReject" | "onUndo">;

/** For hands what the keys do; each names its key where there is a keyboard. */
function Decide({ decision, canUndo, onApprove, onReject, onUndo }: DecideProps) {
  const { t } = useTexts();
  return (
    <div className={styles.decide}>
      <Button size="large" onClick={onReject} pressed={decision === "rejected"}>
        {t("review.reject")}
      </Button>
      <Button variant="primary" size="large" onClick={onApprove} pressed={decision === "approved"}>
        {t("review.approve")}
      </Button>
      <Button size="large" variant="tertiary" onClick={onUndo} disabled={!canUndo}>
        {t("review.undo")}
      </Button>
    </div>
  );
}

function Look({ isSlider, zooming, onCompare }: Pick<Props, "isSlider" | "zooming" | "onCompare">) {
  const { t } = useTexts();
  return (
    <div className={styles.look}>
      <Button size="large" pressed={isSlider} onClick={onCompare}>
        {t("review.compare")}
      </Button>
      <Button size="large" accessibilityLabel={t("review.zoomOut")} onClick={() => zooming.by(1 / 1.6)}>
        −
      </Button>
      <Button size="large" accessibilityLabel={t("review.zoomIn")} onClick={() => zooming.by(1.6)}>
        +
      </Button>
    </div>
  );
}
