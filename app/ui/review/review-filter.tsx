import { Form, Link } from "@remix-run/react";
import { Button, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import styles from "./review-filter.module.css";

const SHOWS: { value: string; label: TextKey }[] = [
  { value: "undecided", label: "products.toReview" },
  { value: "approved", label: "products.approved" },
  { value: "rejected", label: "products.rejected" },
  { value: "all", label: "review.all" },
];

type Props = { show: string; urlFor: (show: string) => string };

/** Images by decision: each is a page of its own. */
export function ReviewTabs({ show, urlFor }: Props) {
  const { t } = useTexts();
  return (
    <nav aria-label={t("review.shown")}>
      <ul className={styles.tabs}>
        {SHOWS.map(({ value, label }) => (
          <li key={value}>
            <Link
              to={urlFor(value)}
              className={styles.tab}
              aria-current={value === show ? "page" : undefined}
            >
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The page is about one batch or one product: that would not show otherwise. */
export function Narrowed({ what, url }: { what: "batch" | "product"; url: string }) {
  const { rich } = useTexts();
  return (
    <Text as="p" tone="subdued">
      {rich("review.narrowed", {
        what,
        link: (words) => (
          <Link key="link" to={url}>
            {words}
          </Link>
        ),
      })}
    </Text>
  );
}

type SearchProps = {
  /** What stands in the address besides. */
  rest: Record<string, string>;
  search: string;
  recipe: string;
  recipes: readonly { recipeKey: string; recipeName: string }[];
};

/** By words of the product's title, and by recipe. */
export function ReviewSearch({ rest, search, recipe, recipes }: SearchProps) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const [words, setWords] = useState(search);
  const [chosen, setChosen] = useState(recipe);
  const options = recipes.map((one) => ({ value: one.recipeKey, label: nameOf(one) }));
  return (
    <Form action="/app/review" className={styles.search}>
      {Object.entries(rest).map(([name, value]) => (
        <input key={name} type="hidden" {...{ name, value }} />
      ))}
      <div className={styles.words}>
        <TextField
          label={t("review.search")}
          labelHidden
          placeholder={t("review.search")}
          name="q"
          value={words}
          onChange={setWords}
          autoComplete="off"
        />
      </div>
      <div className={styles.recipe}>
        <Select
          label={t("review.recipe")}
          labelHidden
          name="recipe"
          options={[{ value: "", label: t("review.anyRecipe") }, ...options]}
          value={chosen}
          onChange={setChosen}
        />
      </div>
      <Button submit>{t("review.filter")}</Button>
    </Form>
  );
}
