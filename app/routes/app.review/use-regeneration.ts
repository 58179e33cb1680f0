import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { failureIn } from "../../ui/frame/failure.ts";

type Answer = { regenerated: string; batchId: string } | { failure: unknown };

/** Asks for a rejected image's free regeneration; remembers which were asked for here. */
export function useRegeneration(formToken: string) {
  const { data, state, submit } = useFetcher<Answer>();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const regenerated = data && "regenerated" in data ? data.regenerated : null;
  useEffect(() => {
    if (regenerated) setAsked((before) => [...before, regenerated]);
  }, [regenerated]);

  return {
    isBusy: state !== "idle",
    failure: failureIn(data),
    wasAsked: (imageId: string) => asked.includes(imageId),
    send: (imageId: string) =>
      submit({ intent: "regenerate", imageId, formToken }, { method: "post", action: "/app/review" }),
  };
}
