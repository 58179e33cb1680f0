/** What a key does in Review; help-dialog.tsx tells of each. */
const KEYS = {
  p: "approve",
  x: "reject",
  u: "undo",
  arrowleft: "back",
  arrowright: "forward",
  arrowup: "up",
  arrowdown: "down",
  home: "first",
  end: "last",
  enter: "open",
  escape: "close",
  " ": "compare",
  z: "zoom",
  "+": "zoomIn",
  "=": "zoomIn",
  "-": "zoomOut",
  a: "select",
  r: "regenerate",
  e: "altText",
  "?": "help",
} as const;

export type ReviewKey = (typeof KEYS)[keyof typeof KEYS];
export type Pressed = { key: ReviewKey; isShift: boolean };

type Press = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/** Marks an image of the grid: on it, Enter and Space are Review's. */
export const TILE = "data-tile";

/** Null for what is typed, for the browser's own shortcuts, and for keys that the element with the focus needs itself. */
export function keyOf(press: Press, target: Element | null, isRtl = false): Pressed | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const known: Partial<Record<string, ReviewKey>> = KEYS;
  const key = known[press.key.toLowerCase()];
  if (!key || isTyping(target) || target?.closest("dialog")) return null;
  if (isRange(target) && /^(Arrow|Home|End|[-+])/.test(press.key)) return null;
  if ((key === "open" || key === "compare") && hasOwn(target)) return null;
  return { key: isRtl ? mirrored(key) : key, isShift: press.shiftKey };
}

function isTyping(target: Element | null): boolean {
  return target?.closest("input:not([type=range]), textarea, select, [contenteditable]") != null;
}

function isRange(target: Element | null): boolean {
  return target?.matches("input[type=range]") ?? false;
}

/** A button or link that Enter or Space presses. */
function hasOwn(target: Element | null): boolean {
  return target?.closest("button, a, summary, [role=button]")?.hasAttribute(TILE) === false;
}

function mirrored(key: ReviewKey): ReviewKey {
  if (key === "back") return "forward";
  return key === "forward" ? "back" : key;
}
