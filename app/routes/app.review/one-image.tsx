import type { RefObject } from "react";
import { Panel } from "../../ui/frame/panel.tsx";
import type { DeskImage } from "../../ui/review/desk-image.ts";
import { FocusView } from "../../ui/review/focus-view.tsx";
import { decisionOf, inView } from "../../ui/review/review-state.ts";
import type { Zooming } from "../../ui/review/use-zoom.ts";
import { ImageDetails } from "./image-details.tsx";
import type { useActs } from "./use-acts.ts";
import type { useDesk } from "./use-desk.ts";
import type { useImages } from "./use-images.ts";
import type { useImageWork } from "./use-image-work.ts";

type Props = {
  image: DeskImage;
  desk: ReturnType<typeof useDesk>;
  images: ReturnType<typeof useImages>;
  acts: ReturnType<typeof useActs>;
  work: ReturnType<typeof useImageWork>;
  stage: RefObject<HTMLDivElement>;
  zooming: Zooming;
  canEditProducts: boolean;
  formToken: string;
};

/** So many on either side are fetched ahead. */
const NEAR = 3;

export function OneImage({ image, desk, images, acts, work, stage, zooming, ...rest }: Props) {
  const { state, others } = desk;
  const view = inView(state);
  const at = view.indexOf(image.id);
  const near = view
    .slice(Math.max(0, at - NEAR), at + NEAR + 1)
    .flatMap((id) => (id === image.id ? [] : (images.all.get(id) ?? [])));
  const decision = decisionOf(state, image.id);
  return (
    <Panel padding={{ xs: "300", sm: "400" }}>
      <FocusView
        {...{ image, near, decision, stage, zooming, ...acts }}
        place={at + 1}
        shown={view.length}
        by={others[image.id] ?? null}
        canUndo={state.history.length > 0 || decision !== "undecided"}
        onMove={(by) => acts.onMove(by, false)}
      >
        <ImageDetails
          {...{ image, work, ...rest }}
          isAltAsked={acts.isAltAsked}
          onAltFocused={acts.onAltFocused}
          onRegenerate={acts.onRegenerate}
          onAltText={(altText) => images.patch(image.id, { altText })}
        />
      </FocusView>
    </Panel>
  );
}
