import { BlockStack, Button, List, Text } from "@shopify/polaris";
import { useRef, useState } from "react";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";
import styles from "./left-out.module.css";
import { skippedInWords } from "./skipped-words.ts";

type NotFound = { count: number; words: readonly string[] };
type Props = { skipped: Readonly<Record<string, number>>; notFound: NotFound };

/** What is not in the quote, and why. */
export function LeftOut({ skipped, notFound }: Props) {
  const reasons = skippedInWords(skipped);
  if (reasons.length + notFound.count === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Left out
        </Text>
        {reasons.length > 0 && (
          <List>
            {reasons.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        )}
        {notFound.count > 0 && <NotFoundWords {...notFound} />}
      </BlockStack>
    </Panel>
  );
}

function NotFoundWords({ count: total, words }: NotFound) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isCopied, setCopied] = useState(false);
  /** Admin's frame may not let us write to the clipboard: then the words are selected, ready to be copied. */
  function copy() {
    navigator.clipboard.writeText(words.join("\n")).then(
      () => setCopied(true),
      () => field.current?.select(),
    );
  }
  return (
    <details>
      <summary className={styles.summary}>
        {count(total, "pasted line names", "pasted lines name")} no product of your store
      </summary>
      <div className={styles.list}>
        <textarea
          ref={field}
          className={styles.words}
          readOnly
          rows={Math.min(10, words.length)}
          value={words.join("\n")}
          aria-label="Not found"
        />
        {words.length < total && (
          <Text as="p" tone="subdued">
            The first {words.length.toLocaleString("en")} of them.
          </Text>
        )}
        <Button onClick={copy}>{isCopied ? "Copied" : "Copy"}</Button>
      </div>
    </details>
  );
}
