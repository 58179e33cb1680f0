import { BlockStack, Button, List, Text } from "@shopify/polaris";
import { useRef, useState } from "react";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./left-out.module.css";

type NotFound = { count: number; words: readonly string[] };
type Props = { skipped: Readonly<Record<string, number>>; notFound: NotFound };

const REASONS: Partial<Record<string, TextKey>> = {
  no_photo: "batches.skipped_no_photo",
  enough_photos: "batches.skipped_enough_photos",
  has_image: "batches.skipped_has_image",
};

/** What is not in the quote, and why. */
export function LeftOut({ skipped, notFound }: Props) {
  const { t } = useTexts();
  const reasons = Object.entries(skipped).filter(([, products]) => products > 0);
  if (reasons.length + notFound.count === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("batches.leftOut")}
        </Text>
        {reasons.length > 0 && (
          <List>
            {reasons.map(([reason, products]) => (
              <List.Item key={reason}>
                {t(REASONS[reason] ?? "batches.skipped_other", { products })}
              </List.Item>
            ))}
          </List>
        )}
        {notFound.count > 0 && <NotFoundWords {...notFound} />}
      </BlockStack>
    </Panel>
  );
}

function NotFoundWords({ count: total, words }: NotFound) {
  const { t } = useTexts();
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
      <summary className={styles.summary}>{t("batches.notFoundLines", { count: total })}</summary>
      <div className={styles.list}>
        <textarea
          ref={field}
          className={styles.words}
          dir="auto"
          readOnly
          rows={Math.min(10, words.length)}
          value={words.join("\n")}
          aria-label={t("batches.notFound")}
        />
        {words.length < total && (
          <Text as="p" tone="subdued">
            {t("batches.firstOfThem", { count: words.length })}
          </Text>
        )}
        <Button onClick={copy}>{t(isCopied ? "batches.copied" : "batches.copy")}</Button>
      </div>
    </details>
  );
}
