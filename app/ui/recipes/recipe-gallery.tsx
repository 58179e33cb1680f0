import { BlockStack, Text } from "@shopify/polaris";
import { useId } from "react";
import { GalleryCard, type RecipeCardView } from "./gallery-card.tsx";
import { ExamplePair } from "./example-pair.tsx";
import styles from "./recipe-gallery.module.css";

type Props = { heading: string; recipes: readonly RecipeCardView[] };

/** Recipes to look at, a card each. */
export function RecipeGallery({ heading, recipes }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd" id={id}>
          {heading}
        </Text>
        <ul className={styles.gallery}>
          {recipes.map((recipe) => (
            <li key={recipe.key} className={styles.card}>
              <ExamplePair example={recipe.example} builtIn={recipe.isOwn ? null : recipe.key} />
              <GalleryCard recipe={recipe} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </section>
  );
}
