import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import type { Decision } from "../../library/decision.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import { useFileAddress } from "../edge/use-file-address.ts";

type Loaded = { image: { decision: string }; formToken: string };

/** What the page of one image can do, and the button that is being waited for. */
export function useImageActions({ image, formToken }: Loaded) {
  const [isRegenerating, setRegenerating] = useState(false);
  const { submit, state, data, formData } = useFetcher<unknown>();
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
