import { BlockStack, Text } from "@shopify/polaris";
import { counted } from "../../platform/counted.ts";
import { Panel } from "../frame/panel.tsx";
import styles from "./held-groups.module.css";

export type HeldView = { id: string; name: string; about: string; kept: string; rows: number };

/** What is kept, how much of it and for how long: one paragraph for each kind. */
export function HeldGroups({ groups, more }: { groups: readonly HeldView[]; more: string }) {
  return (
    <Panel>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          About this store
        </Text>
        <ul className={styles.list}>
          {groups.map(({ id, name, about, kept, rows }) => (
            <li key={id} className={styles.group}>
              <div className={styles.head}>
                <Text as="h3" variant="headingXs">
                  {name}
                </Text>
                <Text as="span" variant="bodySm" numeric>
                  {counted(rows)}
                </Text>
              </div>
              <Text as="p">{about}</Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {`Kept: ${kept}.`}
              </Text>
            </li>
          ))}
        </ul>
        <Text as="p" variant="bodySm" tone="subdued">
          {more}
        </Text>
      </BlockStack>
    </Panel>
  );
}
