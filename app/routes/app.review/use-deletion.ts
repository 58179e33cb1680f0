import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { failureIn } from "../../ui/frame/failure.ts";

type Failed = { failure: unknown };

/** Deletes one image at a time; the page is told when the server has done it. */
export function useDeletion(formToken: string, onDeleted: (id: string) => void) {
  const fetcher = useFetcher<{ deleted: string } | Failed>();
  const tell = useRef(onDeleted);
  useEffect(() => {
    tell.current = onDeleted;
  });
  useEffect(() => {
    if (fetcher.data && "deleted" in fetcher.data) tell.current(fetcher.data.deleted);
  }, [fetcher.data]);

  return {
    isBusy: fetcher.state !== "idle",
    failure: failureIn(fetcher.data),
    send: (imageId: string) =>
      fetcher.submit({ intent: "delete", imageId, formToken }, { method: "post", action: "/app/review" }),
  };
}
