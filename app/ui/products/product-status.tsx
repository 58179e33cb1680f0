import { Badge } from "@shopify/polaris";

const LABELS: Record<string, string> = { DRAFT: "Draft", ARCHIVED: "Archived", UNLISTED: "Unlisted" };

/** Said only where a product is not simply active. */
export function ProductStatus({ status }: { status: string }) {
  const label = LABELS[status];
  return label ? <Badge>{label}</Badge> : null;
}
