import { BlockStack, Button, InlineStack, Link, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./image-details.module.css";

type Props = {
  imageId: string;
  /** Null: nobody has searched yet. */
  products: readonly { id: string; title: string; photoUrl: string | null }[] | null;
  isBusy: boolean;
  onSearch: (words: string) => void;
};

/** Which other product shall show the image: what would be written there is said on the page that follows. */
export function CopyToProduct({ imageId, products, isBusy, onSearch }: Props) {
  const { t } = useTexts();
  const [words, setWords] = useState("");
  return (
    <Panel>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(words);
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {t("library.copy")}
          </Text>
          <InlineStack gap="200" wrap={false} blockAlign="end">
            <div style={{ flex: 1, minWidth: 0 }}>
              <TextField
                label={t("library.copyHelp")}
                placeholder={t("products.searchHint")}
                value={words}
                maxLength={500}
                autoComplete="off"
                onChange={setWords}
              />
            </div>
            <Button submit loading={isBusy}>
              {t("products.searchNow")}
            </Button>
          </InlineStack>
          {isBusy && products === null && <SkeletonBodyText lines={4} />}
          <div aria-live="polite">
            {products?.length === 0 && <Text as="p">{t("products.noneFound")}</Text>}
          </div>
          {products !== null && products.length > 0 && (
            <ul className={styles.found}>
              {products.map(({ id, title, photoUrl }) => (
                <li key={id}>
                  <Link url={`/app/publish?images=${imageId}&to=${id}`} removeUnderline monochrome>
                    <span className={styles.product}>
                      {photoUrl ? (
                        <img src={sizedUrl(photoUrl, 96)} alt="" width={44} height={44} loading="lazy" />
                      ) : (
                        <span className={styles.bare} />
                      )}
                      <bdi>{title}</bdi>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </BlockStack>
      </form>
    </Panel>
  );
}
