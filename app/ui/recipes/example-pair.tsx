import { Icon, Text } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import type { RecipeKey } from "../../generation/recipe.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./example-pair.module.css";

/** The shop's own latest, with its photo; or none. */
export type ExampleView = { imageUrl: string; altText: string; photoUrl: string; photoAlt: string } | null;

const SIDE = 320;

/** What a recipe makes of a photo: the shop's own latest, else a drawn one where it is built in. */
export function ExamplePair({ example, builtIn }: { example: ExampleView; builtIn: RecipeKey | null }) {
  const { t } = useTexts();
  if (example) {
    return (
      <div className={styles.pair}>
        <Picture src={sizedUrl(example.photoUrl, SIDE)} alt={example.photoAlt} />
        <Picture src={example.imageUrl} alt={example.altText} />
      </div>
    );
  }
  if (builtIn) {
    return (
      <div className={styles.pair}>
        <Picture src={`/recipes/${builtIn}-photo.webp`} alt={t("recipes.drawnPhoto")} />
        <Picture src={`/recipes/${builtIn}.webp`} alt={t("recipes.drawnImage")} />
      </div>
    );
  }
  return (
    <div className={styles.none}>
      <Icon source={ImageIcon} tone="subdued" />
      <Text as="span" variant="bodySm" tone="subdued">
        {t("recipes.noExample")}
      </Text>
    </div>
  );
}

function Picture({ src, alt }: { src: string; alt: string }) {
  return <img className={styles.picture} src={src} alt={alt} width={SIDE} height={SIDE} loading="lazy" />;
}
