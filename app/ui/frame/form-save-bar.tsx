import { SaveBar } from "@shopify/app-bridge-react";
import { useBlocker } from "@remix-run/react";
import { useEffect, useId } from "react";

type Props = { isDirty: boolean; isBusy: boolean; onSave: () => void; onDiscard: () => void };

/**
 * Admin's own bar above the page while a form holds what is not saved, with admin's own words on its buttons. Who follows
 * a link meanwhile is asked first, by admin too
 * (https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/save-bar-api).
 */
export function FormSaveBar({ isDirty, isBusy, onSave, onDiscard }: Props) {
  const id = useId();
  useLeaveQuestion(isDirty && !isBusy);
  return (
    <SaveBar id={id} open={isDirty}>
      <button
        variant="primary"
        type="button"
        disabled={isBusy}
        loading={isBusy ? "" : undefined}
        onClick={onSave}
      />
      <button type="button" disabled={isBusy} onClick={onDiscard} />
    </SaveBar>
  );
}

function useLeaveQuestion(isAsked: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isAsked && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    shopify.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker]);
}
