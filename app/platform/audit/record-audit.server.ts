import type { Queries } from "../db/db.server.ts";
import type { Person } from "../person.ts";
import type { AuditAct } from "./audit-acts.ts";

/** Who did it: a staff member, the operator by hand, or Packshot itself (an event of Shopify's). */
export type Actor = Pick<Person, "id" | "name"> | "operator" | "packshot";

/**
 * Notes who did what, in the transaction that does it: so it stands when that does, and only then. In platform and not
 * in privacy, because every room does things that are noted, and none may know privacy. The time and the id's order are
 * the database's, whose clock is the same for all processes. Nothing is noted of a shop that was erased meanwhile; one
 * that is being erased waits for this, and finds it.
 */
export async function recordAudit(tx: Queries, shop: string, who: Actor, act: AuditAct): Promise<void> {
  const { action, on, id: subjectId = "", details } = act;
  const { id, name } = typeof who === "string" ? { id: "", name: who } : who;
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" (shop, id, at, "personId", "personName", action, subject, "subjectId", details)
    SELECT s.shop, substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7' || substr(gen_random_uuid()::text, 16), at,
      ${id}, ${name}, ${action}, ${on}, ${subjectId}, ${JSON.stringify(details)}::jsonb
    FROM (SELECT at, lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS ms
      FROM (SELECT clock_timestamp() AS at) clock) moment, "Shop" s WHERE s.shop = ${shop} FOR KEY SHARE OF s`;
}
