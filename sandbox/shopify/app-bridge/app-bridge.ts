import { defineBars, isSaveBarShowing } from "./bars.ts";
import { openChannel, type Channel } from "./channel.ts";
import { authorizeFetch, createIdTokens } from "./id-token.ts";
import { defineModal } from "./modal.ts";
import { defineAppNavigation, openAdminLinks, reportPath } from "./navigation.ts";

/**
 * Stands in for Shopify's App Bridge script inside the app's frame. It does what the real one does for an app that
 * uses tokens, toasts, bars, modals and navigation; pickers, scanners and the point of sale are not simulated.
 */
const script = document.currentScript as HTMLScriptElement;
const channel = openChannel(new URL(script.src).origin);
const tokens = createIdTokens(channel);

type Showable = HTMLElement & Record<"show" | "hide" | "toggle", () => Promise<void>>;
const element = (id: string) => document.getElementById(id) as Showable | null;
const showable = {
  show: async (id: string) => element(id)?.show(),
  hide: async (id: string) => element(id)?.hide(),
  toggle: async (id: string) => element(id)?.toggle(),
};

/** A page loaded later in the same frame has no parameters in its address: the first one's are remembered. */
function config() {
  const asked = new URLSearchParams(location.search);
  const remember = (name: string) => {
    const value = asked.get(name) ?? sessionStorage.getItem(`app-bridge-${name}`);
    if (value) sessionStorage.setItem(`app-bridge-${name}`, value);
    return value ?? undefined;
  };
  const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]');
  const apiKey = meta?.content ?? script.dataset.apiKey;
  if (!apiKey) throw new Error('App Bridge: <meta name="shopify-api-key"> must come before the script.');
  return { apiKey, host: remember("host"), shop: remember("shop"), locale: remember("locale") };
}

let lastToast = 0;
const toastCallbacks = new Map<string, { onAction?: () => void; onDismiss?: () => void }>();
type ToastOptions = {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
};

function createToasts({ tell, hear }: Channel) {
  hear((message) => {
    if (message.kind === "toastAction") toastCallbacks.get(message.id)?.onAction?.();
    if (message.kind !== "toastDismiss") return;
    toastCallbacks.get(message.id)?.onDismiss?.();
    toastCallbacks.delete(message.id);
  });
  return {
    show(message: string, { duration = 5000, isError = false, action, ...callbacks }: ToastOptions = {}) {
      const id = `toast-${++lastToast}`;
      toastCallbacks.set(id, callbacks);
      tell({ kind: "toast", id, message, isError, action: action ?? null, duration });
      return id;
    },
    hide: (id: string) => tell({ kind: "hideToast", id }),
  };
}

const scopesDetail = () => Promise.resolve({ granted: [], required: [], optional: [] });

Object.assign(window, {
  shopify: {
    config: config(),
    origin: location.origin,
    ready: Promise.resolve(),
    environment: { embedded: window.parent !== window, mobile: false, pos: false, intent: false },
    idToken: () => tokens.get(),
    user: () => channel.ask("user"),
    loading: (on = true) => channel.tell({ kind: "loading", on }),
    toast: createToasts(channel),
    modal: showable,
    saveBar: {
      ...showable,
      async leaveConfirmation() {
        if (isSaveBarShowing() && !(await channel.ask("confirmLeave")))
          throw new Error("The merchant stays.");
      },
    },
    scopes: { query: scopesDetail },
  },
});

/** The library's bounce page: fetch a token, then go to where the merchant was headed, with it. */
async function leaveBouncePage(destination: string) {
  const url = new URL(destination, location.href);
  if (url.origin !== location.origin) throw new Error("App Bridge: shopify-reload points to another origin.");
  url.searchParams.set("id_token", await tokens.get());
  location.replace(url);
}

authorizeFetch(tokens);
openAdminLinks(channel);
const destination = new URLSearchParams(location.search).get("shopify-reload");
if (destination) {
  void leaveBouncePage(destination);
} else {
  reportPath(channel);
  defineAppNavigation(channel);
  defineBars(channel);
  defineModal();
}
