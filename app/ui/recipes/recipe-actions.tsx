import { Button } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  id: string;
  isArchived: boolean;
  canEdit: boolean;
  /** While something typed is not saved, the recipe is not put away. */
  isDirty: boolean;
  isBusy: boolean;
  onArchive: () => void;
  onBringBack: () => void;
};

/** What can be done with a recipe as a whole. */
export function RecipeActions({ id, isArchived, canEdit, isDirty, isBusy, ...on }: Props) {
  const { t } = useTexts();
  return (
    <>
      <Button url={`/app/recipes/new?from=${id}`}>{t("recipes.duplicate")}</Button>
      {canEdit && (
        <Button loading={isBusy} disabled={isDirty} onClick={isArchived ? on.onBringBack : on.onArchive}>
          {t(isArchived ? "recipes.bringBack" : "recipes.archive")}
        </Button>
      )}
      {!isArchived && (
        <Button variant="primary" url={`/app/generate?recipe=${id}`}>
          {t("recipes.use")}
        </Button>
      )}
    </>
  );
}
