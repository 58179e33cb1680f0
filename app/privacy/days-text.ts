import { RETENTION_DAYS } from "./windows.ts";

/** Days as a person types them: a whole number that a shop may choose, or nothing for the default. */
export function isDaysText(text: string): boolean {
  const typed = text.trim();
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  return typed === "" || (days >= RETENTION_DAYS.least && days <= RETENTION_DAYS.most);
}
