import { useFetcher } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import { Panel } from "../../ui/frame/panel.tsx";
import { type ReactNode, useReducer, useState } from "react";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { failureIn } from "../../ui/frame/failure.ts";
import { KeepButton } from "../../ui/review/keep-button.tsx";
import { PublishBar } from "../../ui/review/publish-bar.tsx";
import { RegenerateButton } from "../../ui/review/regenerate-button.tsx";
import { ReviewButtons } from "../../ui/review/review-buttons.tsx";
import { ReviewStage, type StageImage } from "../../ui/review/review-stage.tsx";
import {
  approvedNow,
  changesBetween,
  decisionOf,
  review,
  startReview,
  type ReviewEvent,
} from "../../ui/review/review-state.ts";
import { ReviewStrip } from "../../ui/review/review-strip.tsx";
import { useReviewKeys } from "../../ui/review/use-review-keys.ts";
import { ImageDetails } from "./image-details.tsx";
import { useDecisionQueue } from "./use-decision-queue.ts";
import { useDeletion } from "./use-deletion.ts";
import { useKeeping } from "./use-keeping.ts";
import { useRegeneration } from "./use-regeneration.ts";

type DeskImage = StageImage & {
  thumbnailUrl: string;
  downloadUrl: string;
  decision: string;
  isPublished: boolean;
  batchId: string;
  canRegenerate: boolean;
  isKept: boolean;
};

type Props = {
  images: readonly DeskImage[];
  wanted: string | null;
  publishable: readonly string[];
  canEditProducts: boolean;
  formToken: string;
  empty: ReactNode;
};

/** Where decisions are made: they show at once and reach the server behind. */
export function ReviewDesk({ images, wanted, publishable, canEditProducts, formToken, empty }: Props) {
  const [state, dispatch] = useReducer(review, null, () => startReview(images, wanted));
  const queue = useDecisionQueue(formToken, (id, before) => dispatch({ type: "put_back", id, before }));
  const deletion = useDeletion(formToken, (id) => dispatch({ type: "remove", id }));
  const regeneration = useRegeneration(formToken);
  const keeping = useKeeping(formToken);
  const publishing = useFetcher();
  const [altTexts, setAltTexts] = useState<Record<string, string>>({});
  const found = images.find((image) => image.id === state.ids[state.current]);
  const current = found && { ...found, altText: altTexts[found.id] ?? found.altText };

  function decide(event: ReviewEvent) {
    for (const change of changesBetween(state, review(state, event))) queue.send(change);
    dispatch(event);
  }
  const actions = {
    onApprove: () => decide({ type: "decide", decision: "approved" }),
    onReject: () => decide({ type: "decide", decision: "rejected" }),
    onUndo: () => decide({ type: "undo" }),
    onMove: (by: number) => dispatch({ type: "move", by }),
  };
  useReviewKeys(actions);

  const approved = approvedNow(publishable, state);
  const publish = (placement: string) =>
    publishing.submit(
      { intent: "publish", imageIds: JSON.stringify(approved), placement, formToken },
      { method: "post", action: "/app/review" },
    );

  return (
    <BlockStack gap="400">
      <FailureBanner
        code={
          queue.failure ??
          deletion.failure ??
          regeneration.failure ??
          keeping.failure ??
          failureIn(publishing.data)
        }
      />
      {current ? (
        <Panel padding={{ xs: "300", sm: "400" }}>
          <BlockStack gap="400">
            <ReviewStage image={current} />
            <ReviewButtons
              {...actions}
              decision={decisionOf(state, current.id)}
              position={`${state.current + 1} of ${state.ids.length}`}
              canUndo={state.history.length > 0}
            />
            <ReviewStrip
              thumbs={images
                .filter((image) => state.ids.includes(image.id))
                .map((image) => ({ ...image, decision: decisionOf(state, image.id) }))}
              currentId={current.id}
              onGo={(id) => dispatch({ type: "go", id })}
            />
            <ImageDetails
              image={current}
              isApproved={decisionOf(state, current.id) === "approved"}
              formToken={formToken}
              onSaved={(altText) => setAltTexts({ ...altTexts, [current.id]: altText })}
              canDelete={canEditProducts}
              isBusy={deletion.isBusy}
              onDelete={() => deletion.send(current.id)}
            >
              {!current.isPublished && (
                <KeepButton
                  isKept={keeping.isKept(current)}
                  canStop={canEditProducts}
                  isBusy={keeping.isBusy}
                  onKeep={(isKept) => keeping.send(current.id, isKept)}
                />
              )}
              {decisionOf(state, current.id) === "rejected" && current.canRegenerate && (
                <RegenerateButton
                  batchId={current.batchId}
                  wasAsked={regeneration.wasAsked(current.id)}
                  isBusy={regeneration.isBusy || queue.pending > 0}
                  onRegenerate={() => regeneration.send(current.id)}
                />
              )}
            </ImageDetails>
          </BlockStack>
        </Panel>
      ) : (
        empty
      )}
      <PublishBar
        approved={approved.length}
        canPublish={canEditProducts}
        isBusy={publishing.state !== "idle"}
        isSaving={queue.pending > 0}
        onPublish={publish}
      />
    </BlockStack>
  );
}
