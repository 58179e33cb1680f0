import { Text, TextField } from "@shopify/polaris";
import { useState, type KeyboardEvent } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./recipe-cards.module.css";
import { RecipeIcon } from "./recipe-icon.tsx";
import type { RecipeNeeds } from "./recipe-words.tsx";

type Props = { recipes: readonly RecipeNeeds[]; value: string; onChange: (key: string) => void };

/** So many are found by looking. */
const SEARCHED_FROM = 13;
/** Of the shop's own; the others are found by a search. */
const OWN_SHOWN = 16;

/** One recipe out of all: radio buttons that look like cards. The chosen one stays, whatever is searched for. */
export function RecipeCards({ recipes, value, onChange }: Props) {
  const { t, locale } = useTexts();
  const wordsOf = useRecipeWords();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase(locale);
  const found = recipes.filter((recipe) => wordsOf(recipe).name.toLocaleLowerCase(locale).includes(wanted));
  const hidden = new Set(found.filter(({ takes }) => takes === "own").slice(OWN_SHOWN));
  const shown = recipes.filter(
    (recipe) => recipe.key === value || (found.includes(recipe) && !hidden.has(recipe)),
  );
  return (
    <fieldset className={styles.recipes}>
      <legend className={styles.legend}>
        <Text as="span" variant="headingSm">
          {t("generate.recipe")}
        </Text>
      </legend>
      {recipes.length >= SEARCHED_FROM && (
        <div className={styles.search} onKeyDown={keepFromSending}>
          <TextField
            label={t("generate.searchRecipes")}
            labelHidden
            placeholder={t("generate.searchRecipes")}
            autoComplete="off"
            value={search}
            onChange={setSearch}
          />
        </div>
      )}
      <div className={styles.cards}>
        {shown.map((recipe) => (
          <Card
            key={recipe.key}
            recipeKey={recipe.key}
            {...wordsOf(recipe)}
            isChosen={recipe.key === value}
            onChoose={() => onChange(recipe.key)}
          />
        ))}
      </div>
      <div aria-live="polite" className={styles.found}>
        {wanted !== "" && t("generate.recipesFound", { count: found.length })}
      </div>
      {hidden.size > 0 && (
        <Text as="p" tone="subdued">
          {t("generate.moreRecipes", { count: hidden.size })}
        </Text>
      )}
    </fieldset>
  );
}

/** Enter in the search is no wish to generate. */
function keepFromSending(event: KeyboardEvent): void {
  if (event.key === "Enter") event.preventDefault();
}

type CardProps = { recipeKey: string; name: string; about: string; isChosen: boolean; onChoose: () => void };

function Card({ recipeKey, name, about, isChosen, onChoose }: CardProps) {
  return (
    <label className={styles.card}>
      <input
        type="radio"
        name="recipeKey"
        className={styles.input}
        value={recipeKey}
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={`recipe-${recipeKey}`}
        aria-label={name}
      />
      <RecipeIcon recipe={recipeKey} />
      <span className={styles.words}>
        <Text as="span" variant="headingSm" breakWord>
          <span dir="auto">{name}</span>
        </Text>
        <span id={`recipe-${recipeKey}`} className={styles.description}>
          <bdi>{about}</bdi>
        </span>
      </span>
    </label>
  );
}

/** A built-in recipe speaks the page's language, one of the shop's own its words. */
function useRecipeWords() {
  const { t } = useTexts();
  return (recipe: RecipeNeeds) =>
    recipe.takes === "own"
      ? { name: recipe.name, about: recipe.scene }
      : { name: t(`recipes.${recipe.key}`), about: t(`recipes.${recipe.key}_about`) };
}
