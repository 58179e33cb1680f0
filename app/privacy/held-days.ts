import { RETENTION_DAYS, WINDOWS } from "./windows.ts";

/** How long each kind of what is held is kept, by the names that the messages `held.*_kept` have for it. */
export const HELD_DAYS = {
  ...RETENTION_DAYS,
  unpublished: WINDOWS.unpublishedImages.days,
  rejected: WINDOWS.rejectedImages.days,
  quotes: WINDOWS.quotes.days,
  ledgerYears: WINDOWS.ledger.years,
  auditLog: WINDOWS.auditLog.days,
  endedSessions: WINDOWS.endedSessions.days,
  exports: WINDOWS.exports.days,
  webhookEvents: WINDOWS.webhookEvents.days,
  reportYears: WINDOWS.erasureReports.years,
  requestLogs: WINDOWS.requestLogs.days,
} as const;
