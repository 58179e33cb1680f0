import { BlockStack, Text, TextField } from "@shopify/polaris";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../frame/failure-banner.tsx";
import { Panel } from "../frame/panel.tsx";
import { FormatFields } from "../generate/format-fields.tsx";
import type { RecipeFields } from "./use-recipe-fields.ts";

type Props = {
  fields: RecipeFields;
  aspectRatios: readonly string[];
  imageSizes: readonly string[];
  maxImagesPerPhoto: number;
  longestName: number;
  canEdit: boolean;
  failure?: ErrorCode;
  onChange: (change: Partial<RecipeFields>) => void;
  onSave: () => void;
};

/** What makes a recipe. What is wrong stands at the field it is about, or above the form. */
export function RecipeForm({ fields, longestName, canEdit, failure, onChange, onSave, ...formats }: Props) {
  const { t } = useTexts();
  const nameError = failure === "recipe_name_wrong" ? t(`errors.${failure}`) : undefined;
  const sceneError = failure?.startsWith("prompt_") ? t(`errors.${failure}`) : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canEdit) onSave();
      }}
    >
      <BlockStack gap="400">
        <FailureBanner code={nameError || sceneError ? undefined : failure} />
        <Panel>
          <fieldset disabled={!canEdit} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
            <BlockStack gap="400">
              {!canEdit && (
                <Text as="p" tone="subdued">
                  {t("recipes.readOnly")}
                </Text>
              )}
              <TextField
                label={t("recipes.name")}
                value={fields.name}
                onChange={(name) => onChange({ name })}
                maxLength={longestName}
                error={nameError}
                disabled={!canEdit}
                autoComplete="off"
              />
              <TextField
                label={t("recipes.scene")}
                helpText={t("recipes.sceneHelp")}
                placeholder={t("recipes.free_example")}
                value={fields.scene}
                onChange={(scene) => onChange({ scene })}
                multiline={4}
                maxLength={2000}
                showCharacterCount
                error={sceneError}
                disabled={!canEdit}
                autoComplete="off"
              />
              <FormatFields {...formats} format={fields} onChange={onChange} />
            </BlockStack>
          </fieldset>
        </Panel>
      </BlockStack>
    </form>
  );
}
