import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { failureIn } from "../../ui/frame/failure.ts";

type Answer = { kept: string; isKept: boolean } | { failure: unknown };

/** Keeps images, or no longer; remembers what was changed here, which the page does not load again. */
export function useKeeping(formToken: string) {
  const { data, state, submit } = useFetcher<Answer>();
  const [changed, setChanged] = useState<Record<string, boolean>>({});
  useEffect(() => {
    if (data && "kept" in data) setChanged((before) => ({ ...before, [data.kept]: data.isKept }));
  }, [data]);

  return {
    isBusy: state !== "idle",
    failure: failureIn(data),
    isKept: (image: { id: string; isKept: boolean }) => changed[image.id] ?? image.isKept,
    send: (imageId: string, isKept: boolean) =>
      submit(
        { intent: isKept ? "keep" : "stop_keeping", imageId, formToken },
        { method: "post", action: "/app/review" },
      ),
  };
}
