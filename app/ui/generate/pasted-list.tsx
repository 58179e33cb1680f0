import { BlockStack, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { pastedWords } from "../../catalog/pasted-words.ts";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";
import styles from "./pasted-list.module.css";

/**
 * A list of products from elsewhere. The browser keeps the text, not React: Polaris's field would copy fifty thousand
 * lines with every key.
 */
export function PastedList({ limit }: { limit: number }) {
  const [amount, setAmount] = useState(0);
  const text = useId();
  const isTooMany = amount > limit;
  const most = limit.toLocaleString("en");
  return (
    <Panel>
      <BlockStack gap="200">
        <div className={styles.field}>
          <label htmlFor={text}>
            <Text as="span" variant="headingSm">
              SKUs or handles
            </Text>
          </label>
          <textarea
            id={text}
            name="words"
            className={styles.text}
            rows={10}
            spellCheck={false}
            autoCapitalize="off"
            required
            placeholder={"NW-MUG-01\nstillwater-mug"}
            aria-describedby={`${text}-count`}
            onInput={(event) => setAmount(pastedWords(event.currentTarget.value, limit).length)}
          />
        </div>
        <div id={`${text}-count`} aria-live="polite">
          <Text as="p" tone={isTooMany ? "critical" : "subdued"}>
            {isTooMany ? `That is more than one list takes: at most ${most}.` : counted(amount, most)}
          </Text>
        </div>
      </BlockStack>
    </Panel>
  );
}

function counted(amount: number, most: string): string {
  return amount === 0
    ? `One per line, at most ${most}. What is not in your store is listed before anything starts.`
    : `${count(amount, "SKU or handle", "SKUs or handles")}, one per line`;
}
