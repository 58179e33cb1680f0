import type { Services } from "../../services.server.ts";
import { errorCode } from "../../ui/frame/failure.ts";
import type { ExportView } from "../../ui/privacy/export-standing.tsx";

type Row = Awaited<ReturnType<Services["exports"]["list"]>>[number];

/** An export as its page shows it. */
export function exportView(row: Row): ExportView {
  const { id, personName, images, done, expiresAt, failureCode } = row;
  return {
    ...{ id, personName, images, done },
    state: row.state as ExportView["state"], // written by the export's own store alone
    bytes: Number(row.bytes),
    createdAt: row.createdAt.toISOString(),
    readyUntil: expiresAt?.toISOString() ?? null,
    failure: failureCode ? errorCode(failureCode) : null,
  };
}
