import { Text } from "@shopify/polaris";
import { RecipeIcon } from "./recipe-icon.tsx";
import styles from "./recipe-cards.module.css";

export type RecipeCard = { key: string; name: string; description: string };

type Props = { recipes: readonly RecipeCard[]; value: string; onChange: (key: string) => void };

/** One recipe out of all: radio buttons that look like cards. */
export function RecipeCards({ recipes, value, onChange }: Props) {
  return (
    <fieldset className={styles.cards}>
      <legend className={styles.legend}>
        <Text as="span" variant="headingSm">
          Recipe
        </Text>
      </legend>
      {recipes.map((recipe) => (
        <label key={recipe.key} className={styles.card}>
          <input
            type="radio"
            name="recipeKey"
            className={styles.input}
            value={recipe.key}
            checked={recipe.key === value}
            onChange={() => onChange(recipe.key)}
            aria-describedby={`recipe-${recipe.key}`}
            aria-label={recipe.name}
          />
          <RecipeIcon recipe={recipe.key} />
          <span>
            <Text as="span" variant="headingSm">
              {recipe.name}
            </Text>
            <span id={`recipe-${recipe.key}`} className={styles.description}>
              {recipe.description}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
