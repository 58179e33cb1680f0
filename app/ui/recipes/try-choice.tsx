import { BlockStack, Button, InlineStack, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useState, type KeyboardEvent } from "react";
import { MOST_TRIED } from "../../generation/most-tried.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { PhotoTile } from "../products/photo-tile.tsx";
import styles from "./try-choice.module.css";

export type TryPhoto = { productId: string; productTitle: string; photoId: string; photoUrl: string };

type Props = {
  /** Null while they are read. */
  offered: readonly TryPhoto[] | null;
  chosen: readonly TryPhoto[];
  isBusy: boolean;
  onChoose: (photos: TryPhoto[]) => void;
  onSearch: (words: string) => void;
};

export const keyOfTry = ({ productId, photoId }: TryPhoto) => `${productId}/${photoId}`;

/** Which photos a recipe is tried on: the chosen ones first, whatever is searched for. */
export function TryChoice({ offered, chosen, isBusy, onChoose, onSearch }: Props) {
  const { t } = useTexts();
  const isChosen = (photo: TryPhoto) => chosen.some((one) => keyOfTry(one) === keyOfTry(photo));
  const shown = [...chosen, ...(offered ?? []).filter((photo) => !isChosen(photo))];
  const toggle = (photo: TryPhoto, isWanted: boolean) => {
    const others = chosen.filter((one) => keyOfTry(one) !== keyOfTry(photo));
    onChoose(isWanted ? [...others, photo].slice(-MOST_TRIED) : others);
  };
  return (
    <BlockStack gap="300">
      <ProductSearch isBusy={isBusy} onSearch={onSearch} />
      {offered === null && <SkeletonBodyText lines={6} />}
      {offered?.length === 0 && <Text as="p">{t("recipes.tryNone")}</Text>}
      <ul className={styles.photos}>
        {shown.map((photo) => (
          <li key={keyOfTry(photo)}>
            <PhotoTile
              url={photo.photoUrl}
              label={t("recipes.tryPhoto", { product: photo.productTitle })}
              chosen={isChosen(photo)}
              onChange={(isWanted) => toggle(photo, isWanted)}
            />
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        <Text as="p" tone="subdued">
          {t("recipes.tryChosen", { count: chosen.length, most: MOST_TRIED })}
        </Text>
      </div>
    </BlockStack>
  );
}

function ProductSearch({ isBusy, onSearch }: Pick<Props, "isBusy" | "onSearch">) {
  const { t } = useTexts();
  const [words, setWords] = useState("");
  const search = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onSearch(words);
  };
  return (
    <div onKeyDown={search}>
      <InlineStack gap="200" wrap={false} blockAlign="end">
        <div className={styles.search}>
          <TextField
            type="search"
            label={t("recipes.trySearch")}
            value={words}
            onChange={setWords}
            autoComplete="off"
          />
        </div>
        <Button loading={isBusy} onClick={() => onSearch(words)}>
          {t("recipes.tryFind")}
        </Button>
      </InlineStack>
    </div>
  );
}
