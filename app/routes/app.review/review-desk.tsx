import type { SerializeFrom } from "@remix-run/node";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { BulkShown } from "../../library/bulk.ts";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import type { DeskImage } from "../../ui/review/desk-image.ts";
import { FirstPass } from "../../ui/review/first-pass.tsx";
import { BulkProgress } from "../../ui/library/bulk-progress.tsx";
import { HelpDialog } from "../../ui/review/help-dialog.tsx";
import { Notes } from "../../ui/review/notes.tsx";
import { PairGrid } from "../../ui/review/pair-grid.tsx";
import { PublishBar } from "../../ui/review/publish-bar.tsx";
import { approvedNow, inView, leftOf, type Decision } from "../../ui/review/review-state.ts";
import { Said } from "../../ui/review/said.tsx";
import { Unsaved } from "../../ui/review/unsaved.tsx";
import { useZoom } from "../../ui/review/use-zoom.ts";
import { ViewSwitch } from "../../ui/review/view-switch.tsx";
import { Regenerating } from "../edge/regenerating.tsx";
import { Many } from "./many.tsx";
import { OneImage } from "./one-image.tsx";
import { useActs } from "./use-acts.ts";
import { useDesk } from "./use-desk.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useImages } from "./use-images.ts";
import { useImageWork } from "./use-image-work.ts";
import { publishUrl } from "./publish-url.ts";
import { useSelection } from "./use-selection.ts";
import { useView } from "./use-view.ts";

type Props = {
  images: readonly DeskImage[];
  next: string | null;
  search: string;
  show: Decision | null;
  wanted: string | null;
  /** Without a decision when the page was loaded, those not on it too; counted no further than a person wants to know. */
  waiting: number;
  /** What the filter finds. */
  found: { amount: number; isMore: boolean };
  bulk: SerializeFrom<BulkShown>;
  publishable: readonly string[];
  canEditProducts: boolean;
  person: string;
  formToken: string;
  empty: ReactNode;
};

/** So few are better seen large. */
const FEW = 4;

/** Where decisions are made: they show at once and reach the server behind. */
export function ReviewDesk({ images: first, next, search, show, wanted, empty, ...props }: Props) {
  const { formToken, canEditProducts, found } = props;
  const desk = useDesk({ images: first, show, wanted, ...props });
  const { state } = desk;
  const page = useMemo(() => ({ images: first, next }), [first, next]);
  const images = useImages(page, search, (more) => desk.act({ type: "add", images: more }));
  const views = useView(wanted ? "one" : null, first.length <= FEW ? "one" : "grid");
  const stage = useRef<HTMLDivElement>(null);
  const zooming = useZoom(stage);
  const work = useImageWork(formToken, (id) => desk.act({ type: "remove", ids: [id] }));
  const [isHelping, setHelping] = useState(false);
  const onHelp = () => setHelping(true);
  const selection = useSelection({ desk, images, loaded: props.bulk, search, show });
  const acts = useActs({ desk, images, selection, ...views });
  useDeskKeys({ ...acts, view: views.view, zooming, isHelping, onHelp });

  const left = leftOf(state, { waiting: props.waiting, loaded: first.length });
  const approved = approvedNow(props.publishable, state);
  const current = state.current === null ? undefined : images.all.get(state.current);
  const pass = show === "undecided" ? (views.view === "grid" ? 1 : 2) : null;
  return (
    <>
      <FailureBanner
        code={work.failure ?? selection.bulk.failure ?? selection.zip.failure ?? selection.exporting.failure}
      />
      <BulkProgress {...selection.bulk} />
      <Unsaved unsaved={desk.unsaved} isLost={desk.isLost} />
      <Notes notes={desk.notes} images={images.all} onDecide={acts.onDecide} onDismiss={desk.dismiss} />
      {current && <ViewSwitch view={views.view} {...{ pass, left, onHelp }} onChange={acts.onView} />}
      {current && views.view === "one" ? (
        <OneImage
          {...{
            image: current,
            desk,
            images,
            acts,
            work,
            stage,
            zooming,
            onHelp,
            canEditProducts,
            formToken,
          }}
        />
      ) : inView(state).length > 0 ? (
        <PairGrid
          {...{ state, images: images.all, others: desk.others, hands: acts.hands }}
          {...{ marks: acts.marks, isByKeys: acts.isByKeys }}
          onEnd={images.loadMore}
        />
      ) : (
        empty
      )}
      {state.selected.size > 0 ? (
        <Many {...{ selection, selected: state.selected, found, acts, canEditProducts }} />
      ) : pass === 1 && left > 0 ? (
        <FirstPass
          {...{ left, marked: state.marked.size, onSecondPass: acts.onSecondPass, onUndo: acts.onUndo }}
          canUndo={state.history.length > 0 || state.marked.size > 0}
        />
      ) : pass === null || left === 0 ? (
        <PublishBar
          approved={approved.length}
          canPublish={canEditProducts}
          isSaving={desk.unsaved > 0}
          url={publishUrl(search, approved)}
        />
      ) : null}
      <Said said={acts.said} />
      {acts.regenerating && <Regenerating image={{ id: acts.regenerating }} onClose={acts.onRegenerated} />}
      {isHelping && <HelpDialog onClose={() => setHelping(false)} />}
    </>
  );
}
