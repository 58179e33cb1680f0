import { Card, type CardProps } from "@shopify/polaris";

/** A Polaris card with round corners on phones too, where this app keeps a margin around it. */
export function Panel(props: CardProps) {
  return <Card {...props} roundedAbove="xs" />;
}
