/** What the app's frame and the admin around it say to each other. */
export type NavLink = { href: string; label: string; home: boolean };
export type BarButton = {
  key: number;
  label: string;
  primary: boolean;
  critical: boolean;
  disabled: boolean;
};

export type FromApp =
  | { kind: "ask"; id: number; question: "idToken" | "user" | "confirmLeave" }
  | { kind: "toast"; id: string; message: string; isError: boolean; action: string | null; duration: number }
  | { kind: "hideToast"; id: string }
  | { kind: "loading"; on: boolean }
  | { kind: "path"; path: string }
  | { kind: "navigation"; links: NavLink[] }
  | { kind: "titleBar"; title: string | null; buttons: BarButton[] }
  | { kind: "saveBar"; showing: boolean; buttons: BarButton[] }
  | { kind: "openInAdmin"; url: string; newTab: boolean };

export type FromAdmin =
  | { kind: "answer"; id: number; value: unknown }
  | { kind: "refusal"; id: number; message: string }
  | { kind: "navigate"; href: string }
  | { kind: "click"; bar: "titleBar" | "saveBar"; key: number }
  | { kind: "toastAction" | "toastDismiss"; id: string };

/** Marks our messages among everything else that is posted between windows. */
export type Envelope<Message> = { adminStandIn: Message };
