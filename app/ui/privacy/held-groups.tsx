import { BlockStack, Text } from "@shopify/polaris";
import type { HeldId } from "../../privacy/what-is-held.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./held-groups.module.css";

type Props = {
  /** How much there is of each kind, in the order in which they are told. */
  rows: readonly (readonly [HeldId, number])[];
  /** How long, from the same constants that the sweeper uses. */
  days: Record<string, number>;
};

/** What is kept, how much of it and for how long: one paragraph for each kind. */
export function HeldGroups({ rows, days }: Props) {
  const { t, counted } = useTexts();
  return (
    <Panel>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {t("privacy.aboutStore")}
        </Text>
        <ul className={styles.list}>
          {rows.map(([id, amount]) => (
            <li key={id} className={styles.group}>
              <div className={styles.head}>
                <Text as="h3" variant="headingXs">
                  {t(`held.${id}`)}
                </Text>
                <Text as="span" variant="bodySm" numeric>
                  {counted(amount)}
                </Text>
              </div>
              <Text as="p">{t(`held.${id}_about`)}</Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {t("privacy.keptFor", { kept: t(`held.${id}_kept`, days) })}
              </Text>
            </li>
          ))}
        </ul>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("held.logs", days)}
        </Text>
      </BlockStack>
    </Panel>
  );
}
