import type { AppLoadContext } from "@remix-run/node";
import type { AuditEntry } from "../../privacy/audit-log.server.ts";
import type { SubjectName } from "../../privacy/audit-subjects.server.ts";
import { auditWords, isAuditAction } from "../../privacy/audit-words.ts";
import type { AuditLine, AuditSubject } from "../../ui/privacy/audit-list.tsx";

type Services = AppLoadContext["services"];

/** Entries as the page shows them, each with a way to what it was about if that is still there. */
export async function auditLines(
  services: Services,
  shop: string,
  entries: readonly AuditEntry[],
): Promise<AuditLine[]> {
  const named = await services.audit.subjects(shop, entries);
  return entries.map((entry) => ({
    ...{ id: entry.id, at: entry.at.toISOString() },
    who: { id: entry.personId, name: entry.personName },
    did: didOf(entry),
    about: aboutOf(entry, named),
  }));
}

function didOf(entry: AuditEntry): AuditLine["did"] {
  if (!isAuditAction(entry.action)) return { words: auditWords(entry) };
  return {
    action: entry.action,
    values: valuesOf({ ...NOT_GIVEN[entry.action], ...(entry.details as object) }),
  };
}

/** Where an entry has nothing, which its sentence says in words. */
const NOTHING = -1;
const NOT_GIVEN: Partial<Record<string, object>> = { images_deleted: { images: NOTHING } };

/** Counts and settings by name; what was before a change, if the entry says it, as `before` or `…Before`. */
function valuesOf(details: object): Record<string, string | number> {
  const hasBefore = "before" in details ? "yes" : "no";
  return { hasBefore, ...Object.fromEntries(Object.entries(details).flatMap(valueOf)) };
}

function valueOf([name, value]: [string, unknown]): [string, string | number][] {
  if (value === null) return [[name, NOTHING]];
  if (typeof value === "string" || typeof value === "number") return [[name, value]];
  if (name !== "before" || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([one, was]) => valueOf([`${one}Before`, was]));
}

/** Acts whose sentence says already that it is gone. */
const ENDS_IT = new Set(["image_deleted", "quote_discarded"]);

function aboutOf(
  { action, subject, subjectId }: AuditEntry,
  named: ReadonlyMap<string, SubjectName>,
): AuditLine["about"] {
  if (!isSubject(subject) || subjectId === "") return null;
  const known = named.get(subjectId);
  if (!known) return ENDS_IT.has(action) ? null : { subject, name: null, url: null };
  return { subject, ...known, url: PAGES[subject](subjectId) };
}

const PAGES: Record<AuditSubject, (id: string) => string> = {
  batch: (id) => `/app/batches/${id}`,
  image: (id) => `/app/library/${id}`,
  product: (id) => `/app/products/${id}`,
  recipe: (id) => `/app/recipes/${id}`,
  publication: () => "/app/published",
};

function isSubject(subject: string): subject is AuditSubject {
  return Object.hasOwn(PAGES, subject);
}
