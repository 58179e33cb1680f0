import { BlockStack, Button, InlineGrid, InlineStack, Select, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useId, useState } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { STATUSES } from "./product-status.tsx";

export const FILTER_NAMES = ["status", "vendor", "productType", "tag", "collectionId", "sku"] as const;

type FilterName = (typeof FILTER_NAMES)[number];
export type FilterValues = Record<FilterName | "search", string>;
type FilterOptions = {
  vendors: readonly string[];
  productTypes: readonly string[];
  tags: readonly string[];
  collections: readonly { id: string; title: string }[];
};

type Props = {
  values: FilterValues;
  options: FilterOptions;
  isBusy: boolean;
  onApply: (values: FilterValues) => void;
};

/** Search and filters. Text waits for Enter or the button; a choice applies at once. */
export function ProductFilters({ values, options, isBusy, onApply }: Props) {
  const { t } = useTexts();
  const [search, setSearch] = useState(values.search);
  const [sku, setSku] = useState(values.sku);
  const active = FILTER_NAMES.filter((name) => values[name] !== "").length;
  const [isOpen, setOpen] = useState(active > 0);
  const panel = useId();
  const apply = (change: Partial<FilterValues>) => onApply({ ...values, search, sku, ...change });

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
                label={t("products.search")}
                labelHidden
                placeholder={t("products.searchHint")}
                autoComplete="off"
                value={search}
                onChange={setSearch}
                clearButton
                onClearButtonClick={() => {
                  setSearch("");
                  apply({ search: "" });
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
            <InlineGrid columns={{ xs: 2, sm: 3 }} gap="200">
              <Choice
                label={t("products.status")}
                value={values.status}
                options={Object.entries(STATUSES).map(([value, label]) => ({ value, label: t(label) }))}
                onChange={(status) => apply({ status })}
              />
              <Choice
                label={t("products.collection")}
                value={values.collectionId}
                options={options.collections.map(({ id, title }) => ({ value: id, label: title }))}
                onChange={(collectionId) => apply({ collectionId })}
              />
              <Choice
                label={t("products.vendor")}
                value={values.vendor}
                options={options.vendors.map(named)}
                onChange={(vendor) => apply({ vendor })}
              />
              <Choice
                label={t("products.type")}
                value={values.productType}
                options={options.productTypes.map(named)}
                onChange={(productType) => apply({ productType })}
              />
              <Choice
                label={t("products.tag")}
                value={values.tag}
                options={options.tags.map(named)}
                onChange={(tag) => apply({ tag })}
              />
              <TextField label={t("products.sku")} autoComplete="off" value={sku} onChange={setSku} />
            </InlineGrid>
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
  const known = value === "" || options.some((option) => option.value === value);
  const all = [{ value: "", label: t("products.any") }, ...options, ...(known ? [] : [named(value)])];
  return <Select label={label} value={value} options={all} onChange={onChange} />;
}

function named(value: string) {
  return { value, label: value };
}
