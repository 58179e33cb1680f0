import { BlockStack, Select, Text } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { PLACEMENTS } from "../../publishing/placement.ts";
import { LANGUAGES, type Language } from "../../texts/languages.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../frame/failure-banner.tsx";
import { FormSaveBar } from "../frame/form-save-bar.tsx";
import { Panel } from "../frame/panel.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import { PLACEMENT_TEXTS } from "../published/placement-texts.ts";
import { changedFields, type SettingsFields } from "./settings-fields.ts";

type Props = {
  saved: SettingsFields;
  recipes: readonly { recipeKey: string; recipeName: string }[];
  canEdit: boolean;
  isBusy: boolean;
  failure?: ErrorCode;
  onSave: (changed: Partial<SettingsFields>) => void;
};

/** Each language by its own name: who cannot read this page finds theirs. */
const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch", fr: "Français" };

/** What the shop has chosen for all its people, under admin's save bar. */
export function SettingsForm({ saved, recipes, canEdit, isBusy, failure, onSave }: Props) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const [typed, setTyped] = useState(saved);
  const changed = changedFields(saved, typed);
  const isDirty = canEdit && Object.keys(changed).length > 0;
  const field = (name: keyof SettingsFields) => ({
    value: typed[name],
    disabled: !canEdit,
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });

  return (
    <BlockStack gap="400">
      <FailureBanner code={failure} />
      {!canEdit && (
        <Text as="p" tone="subdued">
          {t("settings.readOnly")}
        </Text>
      )}
      <Section title={t("settings.language")}>
        <Select
          label={t("settings.languageOf")}
          helpText={t("settings.languageHelp")}
          options={[
            { value: "", label: t("settings.automatic") },
            ...LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] })),
          ]}
          {...field("language")}
        />
      </Section>
      <Section title={t("settings.generating")}>
        <Select
          label={t("settings.recipe")}
          helpText={t("settings.recipeHelp")}
          options={[
            { value: "", label: t("settings.noRecipe") },
            ...recipes.map((recipe) => ({ value: recipe.recipeKey, label: nameOf(recipe) })),
          ]}
          {...field("recipe")}
        />
      </Section>
      <Section title={t("settings.publishing")}>
        <Select
          label={t("settings.placement")}
          helpText={t("settings.placementHelp")}
          options={PLACEMENTS.map((placement) => ({
            value: placement,
            label: t(PLACEMENT_TEXTS[placement]),
          }))}
          {...field("placement")}
        />
      </Section>
      <FormSaveBar
        isDirty={isDirty}
        isBusy={isBusy}
        onSave={() => onSave(changed)}
        onDiscard={() => setTyped(saved)}
      />
    </BlockStack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Panel>
  );
}
