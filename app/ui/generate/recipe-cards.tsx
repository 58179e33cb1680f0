import { Text } from "@shopify/polaris";
import type { RecipeKey } from "../../generation/recipe.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { RecipeIcon } from "./recipe-icon.tsx";
import styles from "./recipe-cards.module.css";

type Props = { recipes: readonly { key: RecipeKey }[]; value: string; onChange: (key: string) => void };

/** One recipe out of all: radio buttons that look like cards. */
export function RecipeCards({ recipes, value, onChange }: Props) {
  const { t } = useTexts();
  return (
    <fieldset className={styles.cards}>
      <legend className={styles.legend}>
        <Text as="span" variant="headingSm">
          {t("generate.recipe")}
        </Text>
      </legend>
      {recipes.map(({ key }) => (
        <label key={key} className={styles.card}>
          <input
            type="radio"
            name="recipeKey"
            className={styles.input}
            value={key}
            checked={key === value}
            onChange={() => onChange(key)}
            aria-describedby={`recipe-${key}`}
            aria-label={t(`recipes.${key}`)}
          />
          <RecipeIcon recipe={key} />
          <span>
            <Text as="span" variant="headingSm">
              {t(`recipes.${key}`)}
            </Text>
            <span id={`recipe-${key}`} className={styles.description}>
              {t(`recipes.${key}_about`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
