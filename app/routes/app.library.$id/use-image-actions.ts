import { useFetcher, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import type { Decision } from "../../library/decision.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import { useFileAddress } from "../edge/use-file-address.ts";
import type { action, loader } from "./route.tsx";

/** What the page of one image can do, and the button that is being waited for. */
export function useImageActions() {
  const [isRegenerating, setRegenerating] = useState(false);
  const { image, formToken } = useLoaderData<typeof loader>();
  const { submit, state, data, formData } = useFetcher<typeof action>();
  useFileAddress(data);
  const send = (fields: Record<string, string>) => submit({ ...fields, formToken }, { method: "post" });
  return {
    busyWith: state === "idle" ? null : buttonOf(formData),
    failure: failureIn(data),
    onDecide: (decision: Decision) => send({ intent: "decide", decision, before: image.decision }),
    onDownload: () => send({ intent: "download" }),
    onKeep: (isKept: boolean) => send({ intent: isKept ? "keep" : "stop_keeping" }),
    isRegenerating,
    onRegenerate: () => setRegenerating(true),
    onRegenerated: () => setRegenerating(false),
    onDelete: () => send({ intent: "delete" }),
    onReword: (altText: string) => send({ intent: "alt", altText }),
  };
}

function buttonOf(fields: FormData | undefined): string | null {
  const intent = fields?.get("intent");
  if (typeof intent !== "string") return null;
  if (intent === "decide") {
    const decision = fields?.get("decision");
    return typeof decision === "string" ? decision : null;
  }
  return intent === "stop_keeping" ? "keep" : intent;
}
