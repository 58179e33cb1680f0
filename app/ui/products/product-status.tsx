import { Badge } from "@shopify/polaris";
import type { ProductStatus as Status } from "../../catalog/search-query.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";

export const STATUSES: Record<Status, TextKey> = {
  ACTIVE: "products.active",
  DRAFT: "products.draft",
  ARCHIVED: "products.archived",
  UNLISTED: "products.unlisted",
};

/** Said only where a product is not simply active. */
export function ProductStatus({ status }: { status: string }) {
  const { t } = useTexts();
  return status !== "ACTIVE" && isKnown(status) ? <Badge>{t(STATUSES[status])}</Badge> : null;
}

/** Shopify may name one that is newer than this code. */
function isKnown(status: string): status is Status {
  return Object.hasOwn(STATUSES, status);
}
