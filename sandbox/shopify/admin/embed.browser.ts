import type { BarButton, Envelope, FromAdmin, FromApp, NavLink } from "../app-bridge/messages.ts";

/** The admin's side of App Bridge: runs in the page around the app's frame. */
const part = (id: string) => document.getElementById(id) as HTMLElement;
const frame = () => part("app") as HTMLIFrameElement;
/** What the page's server wrote on the frame: where it is, who looks at it. */
const about = () => {
  const { base = "", appOrigin = "", session, user } = frame().dataset;
  return { base, appOrigin, session, user };
};

function tell(message: FromAdmin): void {
  const envelope: Envelope<FromAdmin> = { adminStandIn: message };
  frame().contentWindow?.postMessage(envelope, about().appOrigin);
}

window.addEventListener("message", (event: MessageEvent<Partial<Envelope<FromApp>> | null>) => {
  const message = event.data?.adminStandIn;
  const isApp = event.origin === about().appOrigin && event.source === frame().contentWindow;
  if (isApp && message) receive(message);
});

function receive(message: FromApp): void {
  switch (message.kind) {
    case "ask":
      return void answer(message);
    case "toast":
      return showToast(message);
    case "hideToast":
      return dismissToast(message.id);
    case "loading":
      return void (part("loading").hidden = !message.on);
    case "path":
      return followPath(message.path);
    case "navigation":
      return showNavigation(message.links);
    case "titleBar":
      return showTitleBar(message.title, message.buttons);
    case "saveBar":
      return showSaveBar(message.showing, message.buttons);
    case "openInAdmin":
      return openInAdmin(message.url, message.newTab);
  }
}

async function answer({ id, question }: Extract<FromApp, { kind: "ask" }>): Promise<void> {
  try {
    tell({ kind: "answer", id, value: await ANSWERS[question]() });
  } catch (error) {
    tell({ kind: "refusal", id, message: String(error) });
  }
}

const ANSWERS = {
  idToken: fetchSessionToken,
  user: () => Promise.resolve({ id: Number(about().user) }),
  confirmLeave: () => Promise.resolve(confirm("Leave this page? Changes that are not saved will be lost.")),
};

async function fetchSessionToken(): Promise<string> {
  const { base, session, user } = about();
  const response = await fetch(`${base}/session-token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user, session }),
  });
  if (response.status === 410) showUninstalled();
  if (!response.ok) throw new Error(`No session token: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

function showUninstalled(): void {
  const notice = document.createElement("p");
  notice.id = "notice";
  notice.textContent =
    "Packshot is no longer installed in this shop. Open it from the navigation to install it again.";
  frame().replaceWith(notice);
}

function followPath(path: string): void {
  history.replaceState(null, "", about().base + path);
  for (const link of part("app-nav").querySelectorAll("a")) {
    const current = link.pathname === location.pathname;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showNavigation(links: NavLink[]): void {
  const { base } = about();
  const shown = links
    .filter(({ home }) => !home)
    .map(({ href, label }) => {
      const link = document.createElement("a");
      link.href = base + href;
      link.textContent = label;
      return navigating(link, href);
    });
  part("app-nav").replaceChildren(...shown);
  const home = links.find((link) => link.home);
  const appLink = document.querySelector<HTMLAnchorElement>(`.side > a[href="${base}"]`);
  if (home && appLink) navigating(appLink, home.href);
  followPath(location.pathname.slice(base.length) + location.search + location.hash);
}

/** A click goes to the app, which moves inside its frame; with a modifier key it is an ordinary link. */
function navigating(link: HTMLAnchorElement, href: string): HTMLAnchorElement {
  link.onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    tell({ kind: "navigate", href });
  };
  return link;
}

function barButton(bar: "titleBar" | "saveBar") {
  return ({ key, label, primary, critical, disabled }: BarButton) => {
    const button = document.createElement("button");
    button.textContent = label;
    button.disabled = disabled;
    button.className = [primary && "primary", critical && "critical"].filter(Boolean).join(" ");
    button.onclick = () => tell({ kind: "click", bar, key });
    return button;
  };
}

function showTitleBar(title: string | null, buttons: BarButton[]): void {
  const bar = part("title-bar");
  const heading = document.createElement("h1");
  heading.textContent = title ?? "";
  bar.hidden = title === null && buttons.length === 0;
  bar.replaceChildren(heading, ...buttons.map(barButton("titleBar")));
}

function showSaveBar(showing: boolean, buttons: BarButton[]): void {
  const bar = part("save-bar");
  const text = document.createElement("p");
  text.textContent = "Unsaved changes";
  bar.hidden = !showing;
  bar.replaceChildren(text, ...buttons.map(barButton("saveBar")));
}

function openInAdmin(url: string, newTab: boolean): void {
  const path = url.replace(/^shopify:(\/\/)?admin\//, "");
  const address = `${about().base.replace(/\/apps\/[^/]+$/, "")}/${path}`;
  if (newTab) window.open(address, "_blank");
  else location.assign(address);
}

const toastTimers = new Map<string, number>();

function showToast({ id, message, isError, action, duration }: Extract<FromApp, { kind: "toast" }>): void {
  const toast = document.createElement("div");
  toast.id = id;
  toast.className = isError ? "toast error" : "toast";
  toast.append(message);
  if (action) toast.append(toastButton(action, () => tell({ kind: "toastAction", id })));
  const close = toastButton("✕", () => dismissToast(id));
  close.ariaLabel = "Dismiss";
  toast.append(close);
  part("toasts").append(toast);
  toastTimers.set(
    id,
    window.setTimeout(() => dismissToast(id), duration),
  );
}

function toastButton(label: string, onclick: () => void): HTMLButtonElement {
  return Object.assign(document.createElement("button"), { textContent: label, onclick });
}

function dismissToast(id: string): void {
  window.clearTimeout(toastTimers.get(id));
  if (!toastTimers.delete(id)) return;
  document.getElementById(id)?.remove();
  tell({ kind: "toastDismiss", id });
}
