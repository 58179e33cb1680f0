-- From when the window of a rejected image counts (library/turned-down.server.ts). The schema's language has no indexes
-- of expressions.
DROP INDEX "Image_rejected";
CREATE INDEX "Image_rejected" ON "Image"("shop", (GREATEST("decidedAt", "unusedSince")))
  WHERE (decision = 'rejected' AND "expiredAt" IS NULL AND "pinnedAt" IS NULL);

-- The first in turn of each shop, by the index alone.
DROP INDEX "WebhookEvent_in_turn";
CREATE INDEX "WebhookEvent_in_turn" ON "WebhookEvent"("shop", "triggeredAt", "topic", "eventId") WHERE ("doneAt" IS NULL);

-- DropIndex
DROP INDEX "WebhookEvent_waiting";
