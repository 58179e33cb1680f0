import type { AppLoadContext } from "@remix-run/node";
import { actorWords, auditWords } from "../../privacy/audit-words.ts";
import type { AuditEntry } from "../../privacy/audit-log.server.ts";
import type { AuditLine } from "../../ui/privacy/audit-list.tsx";

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
    ...{ who: actorWords(entry), did: auditWords(entry) },
    about: aboutOf(entry, named),
  }));
}

/** Acts whose sentence says already that it is gone. */
const ENDS_IT = new Set(["image_deleted", "quote_discarded"]);

function aboutOf(
  { action, subject, subjectId }: AuditEntry,
  named: ReadonlyMap<string, string>,
): AuditLine["about"] {
  const page = PAGES[subject];
  if (!page || subjectId === "") return null;
  const name = named.get(subjectId);
  if (name === undefined && ENDS_IT.has(action)) return null;
  return { name: name ?? page.what, url: name === undefined ? null : page.url(subjectId) };
}

const PAGES: Record<string, { what: string; url: (id: string) => string } | undefined> = {
  batch: { what: "Batch", url: (id) => `/app/batches/${id}` },
  image: { what: "Image", url: (id) => `/app/review?show=all&image=${id}` },
  product: { what: "Product", url: (id) => `/app/products/${id}` },
  recipe: { what: "Recipe", url: (id) => `/app/recipes/${id}` },
  publication: { what: "Publication", url: () => "/app/published" },
};
