import { BlockStack, Button, InlineGrid, InlineStack, Select, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useId, useState } from "react";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import { ORDERS, type LibraryValues, type PLACES } from "./library-address.ts";

type Props = {
  values: LibraryValues;
  recipes: readonly { recipeKey: string; recipeName: string }[];
  isBusy: boolean;
  onApply: (values: LibraryValues) => void;
};

const DECISION_WORDS = {
  undecided: "products.toReview",
  approved: "products.approved",
  rejected: "products.rejected",
} as const satisfies Record<string, TextKey>;

const PLACE_WORDS = {
  published: "library.published",
  unpublished: "library.unpublished",
  kept: "products.kept",
  expired: "library.expired",
} as const satisfies Record<keyof typeof PLACES, TextKey>;

const ORDER_WORDS = {
  newest: "library.newestFirst",
  oldest: "library.oldestFirst",
  products: "library.byProduct",
  titles: "library.byTitle",
} as const satisfies Record<(typeof ORDERS)[number], TextKey>;

/** Search, filters and order. Words wait for Enter or the button; a choice applies at once. */
export function LibraryFilters({ values, recipes, isBusy, onApply }: Props) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const [words, setWords] = useState(values.q);
  const { q: _words, order: _order, ...choices } = values;
  const active = Object.values(choices).filter((value) => value !== "").length;
  const [isOpen, setOpen] = useState(active > 0);
  const panel = useId();
  const apply = (change: Partial<LibraryValues>) => onApply({ ...values, q: words, ...change });
  const said = (keys: Record<string, TextKey>) =>
    Object.entries(keys).map(([value, key]) => ({ value, label: t(key) }));

  return (
    <Panel padding="300">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          apply({});
        }}
      >
        <BlockStack gap="300">
          <InlineStack gap="200" wrap={false}>
            <div style={{ flex: 1, minWidth: 0 }}>
              <TextField
                label={t("library.search")}
                labelHidden
                placeholder={t("library.search")}
                autoComplete="off"
                maxLength={100}
                value={words}
                onChange={setWords}
                clearButton
                onClearButtonClick={() => {
                  setWords("");
                  apply({ q: "" });
                }}
              />
            </div>
            <Button submit loading={isBusy} icon={SearchIcon} accessibilityLabel={t("products.searchNow")} />
            <Button
              disclosure={isOpen ? "up" : "down"}
              ariaExpanded={isOpen}
              ariaControls={panel}
              onClick={() => setOpen(!isOpen)}
            >
              {t("products.filters", { count: active })}
            </Button>
          </InlineStack>
          <div id={panel} hidden={!isOpen}>
            {isOpen && (
              <InlineGrid columns={{ xs: 2, sm: 3 }} gap="200">
                <Choice
                  label={t("library.decision")}
                  value={values.decision}
                  options={said(DECISION_WORDS)}
                  onChange={(decision) => apply({ decision })}
                />
                <Choice
                  label={t("library.place")}
                  value={values.place}
                  options={said(PLACE_WORDS)}
                  onChange={(place) => apply({ place })}
                />
                <Choice
                  label={t("library.recipe")}
                  value={values.recipe}
                  options={recipes.map((recipe) => ({ value: recipe.recipeKey, label: nameOf(recipe) }))}
                  onChange={(recipe) => apply({ recipe })}
                />
                <Day
                  label={t("library.from")}
                  value={values.from}
                  max={values.to}
                  onChange={(from) => apply({ from })}
                />
                <Day
                  label={t("library.to")}
                  value={values.to}
                  min={values.from}
                  onChange={(to) => apply({ to })}
                />
                <Select
                  label={t("library.order")}
                  value={values.order || ORDERS[0]}
                  options={said(ORDER_WORDS)}
                  onChange={(order) => apply({ order: order === ORDERS[0] ? "" : order })}
                />
              </InlineGrid>
            )}
          </div>
        </BlockStack>
      </form>
    </Panel>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const { t } = useTexts();
  const isKnown = value === "" || options.some((option) => option.value === value);
  const other = isKnown ? [] : [{ value, label: t("library.other") }];
  return (
    <Select
      label={label}
      value={value}
      options={[{ value: "", label: t("products.any") }, ...options, ...other]}
      onChange={onChange}
    />
  );
}

type DayProps = { label: string; value: string; min?: string; max?: string; onChange: (day: string) => void };

function Day({ min, max, ...field }: DayProps) {
  return (
    <TextField {...field} type="date" autoComplete="off" min={min || undefined} max={max || undefined} />
  );
}
