import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import styles from "./recipe-rates.module.css";

export type RecipeRate = {
  recipeKey: string;
  recipeName: string;
  /** Of the images that somebody decided on, those that were approved. */
  share: number;
  decided: number;
};

/** How many of a recipe's images people approved, of those that they decided on lately. */
export function RecipeRates({ rates }: { rates: readonly RecipeRate[] }) {
  const { t, percent, number } = useTexts();
  const nameOf = useRecipeName();
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("home.rates")}
        </Text>
        {rates.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("home.ratesNone")}
          </Text>
        ) : (
          <ul className={styles.rates}>
            {rates.map((rate) => (
              <li key={rate.recipeKey}>
                <div className={styles.row}>
                  <span className={styles.name} dir="auto">
                    {nameOf(rate)}
                  </span>
                  <span className={styles.share}>{percent(rate.share)}</span>
                </div>
                <div className={styles.bar} aria-hidden="true">
                  <div style={{ inlineSize: `${Math.round(rate.share * 100)}%` }} />
                </div>
                <Text as="p" variant="bodySm" tone="subdued">
                  {t("home.ratesOf", { decided: number(rate.decided), count: rate.decided })}
                </Text>
              </li>
            ))}
          </ul>
        )}
        <Text as="p" variant="bodySm">
          <Link url="/app/recipes">{t("home.seeRecipes")}</Link>
        </Text>
      </BlockStack>
    </Panel>
  );
}
