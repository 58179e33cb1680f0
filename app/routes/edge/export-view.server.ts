import type { Services } from "../../services.server.ts";
import { sentenceFor } from "../../platform/errors.ts";
import type { ExportView } from "../../ui/privacy/export-panel.tsx";

type Row = Awaited<ReturnType<Services["exports"]["list"]>>[number];

/** An export as its page shows it. The day it goes is told in UTC: no browser's zone is known here. */
export function exportView(row: Row, locale: string): ExportView {
  const { id, personName, images, done, expiresAt, failureCode } = row;
  return {
    ...{ id, personName, images, done },
    state: row.state as ExportView["state"], // written by the export's own store alone
    bytes: Number(row.bytes),
    createdAt: row.createdAt.toISOString(),
    readyUntil: expiresAt && dayOf(expiresAt, locale),
    failure: failureCode && sentenceFor(failureCode),
  };
}

function dayOf(at: Date, locale: string): string {
  const format = { dateStyle: "long", timeZone: "UTC" } as const;
  const [known = "en"] = Intl.DateTimeFormat.supportedLocalesOf(
    [locale.replaceAll("_", "-")].filter(isLocale),
  );
  return new Intl.DateTimeFormat(known, format).format(at);
}

function isLocale(tag: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);
}
