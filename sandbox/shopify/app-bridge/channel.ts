import type { Envelope, FromAdmin, FromApp } from "./messages.ts";

/** This script comes from the admin, so its own address says which origin to talk to and to believe. */
export type Channel = {
  tell: (message: FromApp) => void;
  ask: (question: "idToken" | "user" | "confirmLeave") => Promise<unknown>;
  hear: (listener: (message: FromAdmin) => void) => void;
};

export function openChannel(adminOrigin: string): Channel {
  const listeners: ((message: FromAdmin) => void)[] = [];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;

  window.addEventListener("message", (event: MessageEvent<Partial<Envelope<FromAdmin>> | null>) => {
    const message = event.data?.adminStandIn;
    if (event.origin !== adminOrigin || event.source !== window.parent || !message) return;
    if (message.kind === "answer") waiting.get(message.id)?.resolve(message.value);
    if (message.kind === "refusal") waiting.get(message.id)?.reject(new Error(message.message));
    if ("id" in message && typeof message.id === "number") waiting.delete(message.id);
    for (const listener of listeners) listener(message);
  });

  const tell = (message: FromApp) => {
    const envelope: Envelope<FromApp> = { adminStandIn: message };
    if (window.parent !== window) window.parent.postMessage(envelope, adminOrigin);
  };
  return {
    tell,
    hear: (listener) => void listeners.push(listener),
    ask(question) {
      const id = ++lastId;
      tell({ kind: "ask", id, question });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}
