import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type pg from "pg";

/** What the app may only add to: who did what, and what was charged, cannot be rewritten by whoever gets hold of the app. */
const APPEND_ONLY = ["AuditEntry", "LedgerEntry"];

/**
 * Gives the app's role what it needs and nothing more, as the owner of the tables; doing so again changes nothing.
 * Where the role is missing and the owner may make roles, it is made, with the password of the app's address.
 */
export async function grantToApp(owner: pg.Client, appUrl: string): Promise<void> {
  const { username, password } = credentialsIn(appUrl);
  const role = owner.escapeIdentifier(username);
  await owner.query("BEGIN");
  await ensureRole(owner, username, password);
  for (const statement of grantsTo(role, APPEND_ONLY.map(owner.escapeIdentifier)))
    await owner.query(statement);
  await owner.query("COMMIT");
}

/** Default privileges are for tables that `prisma migrate deploy` may make later; the next migration narrows them. */
function grantsTo(role: string, appendOnly: readonly string[]): string[] {
  return [
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`,
    `REVOKE UPDATE, DELETE ON ${appendOnly.join(", ")} FROM ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${role}`,
  ];
}

async function ensureRole(owner: pg.Client, name: string, password: string): Promise<void> {
  const found = await owner.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  if (found.rowCount !== 0) return;
  const may = await owner.query(
    "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)",
  );
  if (may.rowCount === 0) {
    throw new Error(
      `There is no database role ${name}, which DATABASE_URL names, and the role of DATABASE_OWNER_URL may not make one`,
    );
  }
  const verifier = owner.escapeLiteral(scramVerifier(password));
  await owner.query(`CREATE ROLE ${owner.escapeIdentifier(name)} LOGIN PASSWORD ${verifier}`);
}

const ROUNDS = 4_096;

/**
 * The password as PostgreSQL itself would store it (RFC 5803): in plain text it might end in the server's log, if that
 * notes statements.
 */
function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, ROUNDS, 32, "sha256");
  const keyed = (words: string) => createHmac("sha256", salted).update(words).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest("base64");
  const server = keyed("Server Key").toString("base64");
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString("base64")}$${stored}:${server}`;
}

function credentialsIn(address: string) {
  const { username, password } = new URL(address);
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Whether two addresses are of the same role: then there is nothing to keep it from. */
export function isSameRole(one: string, other: string): boolean {
  return credentialsIn(one).username === credentialsIn(other).username;
}
