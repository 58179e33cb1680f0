import type { Services } from "../../services.server.ts";
import { sentenceFor } from "../../platform/errors.ts";
import { localDay } from "./local-day.server.ts";
import type { ExportView } from "../../ui/privacy/export-panel.tsx";

type Row = Awaited<ReturnType<Services["exports"]["list"]>>[number];

/** An export as its page shows it. */
export function exportView(row: Row, locale: string): ExportView {
  const { id, personName, images, done, expiresAt, failureCode } = row;
  return {
    ...{ id, personName, images, done },
    state: row.state as ExportView["state"], // written by the export's own store alone
    bytes: Number(row.bytes),
    createdAt: row.createdAt.toISOString(),
    readyUntil: expiresAt && localDay(expiresAt, locale),
    failure: failureCode && sentenceFor(failureCode),
  };
}
