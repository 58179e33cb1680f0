import { BlockStack, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { pastedWords } from "../../catalog/pasted-words.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./pasted-list.module.css";

/** A SKU and a handle. */
const EXAMPLE = "NW-MUG-01\nstillwater-mug";

/**
 * A list of products from elsewhere. The browser keeps the text, not React: Polaris's field would copy fifty thousand
 * lines with every key.
 */
export function PastedList({ limit }: { limit: number }) {
  const { t } = useTexts();
  const [amount, setAmount] = useState(0);
  const text = useId();
  const isTooMany = amount > limit;
  return (
    <Panel>
      <BlockStack gap="200">
        <div className={styles.field}>
          <label htmlFor={text}>
            <Text as="span" variant="headingSm">
              {t("generate.list")}
            </Text>
          </label>
          <textarea
            id={text}
            name="words"
            className={styles.text}
            dir="auto"
            rows={10}
            spellCheck={false}
            autoCapitalize="off"
            required
            placeholder={EXAMPLE}
            aria-describedby={`${text}-count`}
            onInput={(event) => setAmount(pastedWords(event.currentTarget.value, limit).length)}
          />
        </div>
        <div id={`${text}-count`} aria-live="polite">
          <Text as="p" tone={isTooMany ? "critical" : "subdued"}>
            {isTooMany && t("generate.listTooLong", { most: limit })}
            {!isTooMany && amount === 0 && t("generate.listHelp", { most: limit })}
            {!isTooMany && amount > 0 && t("generate.listed", { count: amount })}
          </Text>
        </div>
      </BlockStack>
    </Panel>
  );
}
