import type { BulkWhich } from "../library/bulk.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { ErrorCode } from "../platform/errors.ts";
import type { UploadedPart } from "../platform/objects/uploads.ts";
import type { PartContent } from "./export-parts.ts";

export type ExportClaim = {
  shop: string;
  id: string;
  token: string;
  attempt: number;
  objectKey: string;
  uploadId: string | null;
  /** Null: everything. */
  which: BulkWhich | null;
  createdAt: Date;
};

type Lease = { token: string; now: Date; leaseMs: number };

/** Null when it is not to be made now: it is over, somebody has it, it is too early, or the shop has left. */
export async function claimExport(
  db: Queries,
  shop: string,
  id: string,
  { token, now, leaseMs }: Lease,
): Promise<ExportClaim | null> {
  const [row] = await db.$queryRaw<Omit<ExportClaim, "token">[]>`
    UPDATE "Export" e SET state = 'running', attempt = e.attempt + 1, "leaseToken" = ${token},
      "leaseUntil" = ${new Date(now.getTime() + leaseMs)}
    FROM "Shop" s
    WHERE e.shop = ${shop} AND e.id = ${id} AND e.state IN ('queued', 'running') AND e."runAfter" <= ${now}
      AND (e."leaseToken" IS NULL OR e."leaseUntil" < ${now})
      AND s.shop = e.shop AND s."uninstalledAt" IS NULL AND s."erasingSince" IS NULL
    RETURNING e.shop, e.id, e.attempt, e."objectKey", e."uploadId", e.which, e."createdAt"`;
  return row ? { ...row, token } : null;
}

/** False when it is not ours any more, or the shop is leaving. */
export async function renewExport(
  db: Queries,
  { shop, id, token }: ExportClaim,
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<boolean> {
  const renewed = await db.$executeRaw`
    UPDATE "Export" e SET "leaseUntil" = ${new Date(now.getTime() + leaseMs)} FROM "Shop" s
    WHERE e.shop = ${shop} AND e.id = ${id} AND e."leaseToken" = ${token}
      AND s.shop = e.shop AND s."uninstalledAt" IS NULL AND s."erasingSince" IS NULL`;
  return renewed === 1;
}

const held = ({ shop, id, token }: ExportClaim) => ({ shop, id, leaseToken: token });

export async function beginUpload(db: Queries, claim: ExportClaim, uploadId: string): Promise<boolean> {
  const { count } = await db.export.updateMany({ where: held(claim), data: { uploadId } });
  return count === 1;
}

type NewPart = { number: number; etag: string; bytes: number; lastImage: string; content: PartContent };

/** What the store has now, and how far that is: from here on a crash begins after it. */
export async function recordPart(db: Db, claim: ExportClaim, part: NewPart): Promise<boolean> {
  const { shop, id } = claim;
  const { number, etag, bytes, lastImage, content } = part;
  return db.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({
      where: held(claim),
      data: { done: { increment: content.files.length }, attempt: 0 },
    });
    if (count === 0) return false;
    const row = { number, etag, bytes, lastImage, entries: content };
    await tx.exportPart.create({ data: { shop, exportId: id, ...row } });
    return true;
  });
}

export type RecordedPart = { number: number; bytes: number; lastImage: string; content: PartContent };

export async function lastPart(db: Queries, { shop, id }: ExportClaim): Promise<RecordedPart | null> {
  const row = await db.exportPart.findFirst({
    where: { shop, exportId: id },
    orderBy: { number: "desc" },
    select: { number: true, bytes: true, lastImage: true, entries: true },
  });
  if (!row) return null;
  const { number, bytes, lastImage, entries } = row;
  return { number, bytes: Number(bytes), lastImage, content: entries as PartContent }; // written by recordPart() alone
}

export async function uploadedParts(db: Queries, { shop, id }: ExportClaim): Promise<UploadedPart[]> {
  return db.exportPart.findMany({
    where: { shop, exportId: id },
    orderBy: { number: "asc" },
    select: { number: true, etag: true },
  });
}

/** What the recorded parts hold, one part after the other. */
export async function* recordedContents(db: Queries, claim: ExportClaim): AsyncGenerator<PartContent> {
  const { shop, id } = claim;
  for (let after = 0; ;) {
    const row = await db.exportPart.findFirst({
      where: { shop, exportId: id, number: { gt: after } },
      orderBy: { number: "asc" },
      select: { number: true, entries: true },
    });
    if (!row) return;
    yield row.entries as PartContent;
    after = row.number;
  }
}

/** Null also when it is not ours any more. */
export async function deletionMark(db: Queries, claim: ExportClaim): Promise<string | null> {
  const row = await db.export.findFirst({ where: held(claim), select: { deletionMark: true } });
  return row?.deletionMark ?? null;
}

/** Unless another deletion came meanwhile. */
export async function clearDeletionMark(db: Queries, claim: ExportClaim, mark: string): Promise<void> {
  await db.export.updateMany({
    where: { ...held(claim), deletionMark: mark },
    data: { deletionMark: null },
  });
}

/** Before the store puts the parts together: whoever finds them together knows how many images there are. */
export async function noteDone(db: Queries, claim: ExportClaim, done: number): Promise<boolean> {
  const { count } = await db.export.updateMany({ where: held(claim), data: { done } });
  return count === 1;
}

type Finished = { bytes: number; now: Date; expiresAt: Date };

/** False when it is not ours any more, or images were deleted that may be in it. What its parts held is over. */
export async function finishExport(db: Db, claim: ExportClaim, finished: Finished): Promise<boolean> {
  const { shop, id } = claim;
  const { bytes, now: finishedAt, expiresAt } = finished;
  return db.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({
      where: { ...held(claim), deletionMark: null },
      data: { ...{ state: "ready", bytes, finishedAt, expiresAt, uploadId: null }, ...FREE },
    });
    if (count === 0) return false;
    await tx.exportPart.deleteMany({ where: { shop, exportId: id } });
    // A shop has one file at a time: from now on the sweep takes those before, whoever dies.
    const older = { shop, state: "ready", id: { lt: id } };
    await tx.export.updateMany({ where: older, data: { expiresAt: finishedAt } });
    return true;
  });
}

const FREE = { leaseToken: null, leaseUntil: null } as const;

/** Somebody goes on with it then. */
export async function exportLater(db: Queries, claim: ExportClaim, runAfter: Date): Promise<void> {
  await db.export.updateMany({ where: held(claim), data: { runAfter, ...FREE } });
}

/** Called when the store has nothing of it any more: it begins with the first image again, or is over. */
export async function exportAnew(db: Db, claim: ExportClaim, runAfter: Date): Promise<void> {
  await forgetParts(db, claim, { done: 0, runAfter });
}

export async function failExport(
  db: Db,
  claim: ExportClaim,
  failureCode: ErrorCode,
  finishedAt: Date,
): Promise<void> {
  await forgetParts(db, claim, { state: "failed", failureCode, finishedAt });
}

async function forgetParts(
  db: Db,
  claim: ExportClaim,
  data: Prisma.ExportUpdateManyMutationInput,
): Promise<void> {
  const { shop, id } = claim;
  await db.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({
      where: held(claim),
      data: { ...data, uploadId: null, deletionMark: null, ...FREE },
    });
    if (count === 1) await tx.exportPart.deleteMany({ where: { shop, exportId: id } });
  });
}
