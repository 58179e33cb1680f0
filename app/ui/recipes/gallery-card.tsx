import { Link } from "@remix-run/react";
import { Button, InlineStack, Text } from "@shopify/polaris";
import type { RecipeKey } from "../../generation/recipe.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Acceptance, type AcceptanceView } from "./acceptance.tsx";
import type { ExampleView } from "./example-pair.tsx";
import styles from "./gallery-card.module.css";
import { useFormatWords } from "./use-format-words.ts";

type Format = { aspectRatio: string; imageSize: string; imagesPerPhoto: number };

export type RecipeCardView = Format & { example: ExampleView; acceptance: AcceptanceView } & (
    | { key: RecipeKey; isOwn: false; canDuplicate: boolean }
    | { key: string; isOwn: true; name: string; scene: string; isArchived: boolean }
  );

/** A recipe: what it is called, what it does, and what can be done with it. */
export function GalleryCard({ recipe }: { recipe: RecipeCardView }) {
  const { t } = useTexts();
  const formatOf = useFormatWords();
  const name = recipe.isOwn ? recipe.name : t(`recipes.${recipe.key}`);
  const canUse = !recipe.isOwn || !recipe.isArchived;
  return (
    <div className={styles.body}>
      <Text as="h3" variant="headingSm" breakWord>
        {recipe.isOwn ? (
          <Link to={`/app/recipes/${recipe.key}`} className={styles.name} dir="auto">
            {name}
          </Link>
        ) : (
          name
        )}
      </Text>
      <p className={styles.about}>
        {recipe.isOwn ? <bdi>{recipe.scene}</bdi> : t(`recipes.${recipe.key}_about`)}
      </p>
      <Text as="p" variant="bodySm" tone="subdued">
        {formatOf(recipe)}
      </Text>
      <Acceptance of={recipe.acceptance} />
      <div className={styles.actions}>
        <InlineStack gap="200">
          {canUse && (
            <Button
              url={`/app/generate?recipe=${recipe.key}`}
              accessibilityLabel={t("recipes.useNamed", { name })}
            >
              {t("recipes.use")}
            </Button>
          )}
          {(recipe.isOwn || recipe.canDuplicate) && (
            <Button
              variant="tertiary"
              url={`/app/recipes/new?from=${recipe.key}`}
              accessibilityLabel={t("recipes.duplicateNamed", { name })}
            >
              {t("recipes.duplicate")}
            </Button>
          )}
        </InlineStack>
      </div>
    </div>
  );
}
