/** What the page remembers in this browser. Some browsers forbid storage in frames, at its mention: then it forgets. */
export function readStored(where: "tab" | "browser", key: string): unknown {
  try {
    return JSON.parse(storage(where).getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function writeStored(where: "tab" | "browser", key: string, value: unknown): void {
  try {
    storage(where).setItem(key, JSON.stringify(value));
  } catch {
    // forbidden or full
  }
}

function storage(where: "tab" | "browser"): Storage {
  return where === "tab" ? sessionStorage : localStorage;
}
