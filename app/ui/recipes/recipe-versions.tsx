import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Moment } from "../frame/moment.tsx";
import { Panel } from "../frame/panel.tsx";
import { Acceptance, type AcceptanceView } from "./acceptance.tsx";
import styles from "./recipe-versions.module.css";
import { useFormatWords } from "./use-format-words.ts";

type VersionView = {
  version: number;
  scene: string;
  aspectRatio: string;
  imageSize: string;
  imagesPerPhoto: number;
  personName: string;
  createdAt: string;
  acceptance: AcceptanceView;
};

type Props = {
  /** Latest first. */
  versions: readonly VersionView[];
  canTakeBack: boolean;
  isBusy: boolean;
  onTakeBack: (version: number) => void;
};

/** What a recipe was before: each version as batches ran with it, and the way back to it. */
export function RecipeVersions({ versions, canTakeBack, isBusy, onTakeBack }: Props) {
  const { t } = useTexts();
  const formatOf = useFormatWords();
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("recipes.versions")}
        </Text>
        <ol className={styles.versions}>
          {versions.map((one, place) => (
            <li key={one.version} className={styles.version}>
              <InlineStack gap="200" blockAlign="center" align="space-between">
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h3" variant="headingXs">
                    {t("recipes.version", { version: one.version })}
                  </Text>
                  {place === 0 && <Badge tone="success">{t("recipes.current")}</Badge>}
                </InlineStack>
                {place > 0 && canTakeBack && (
                  <Button
                    size="slim"
                    loading={isBusy}
                    accessibilityLabel={t("recipes.takeBackVersion", { version: one.version })}
                    onClick={() => onTakeBack(one.version)}
                  >
                    {t("recipes.takeBack")}
                  </Button>
                )}
              </InlineStack>
              <p className={styles.scene} dir="auto">
                {one.scene}
              </p>
              <Text as="p" variant="bodySm" tone="subdued">
                {formatOf(one)} · <bdi>{one.personName}</bdi> · <Moment at={one.createdAt} />
              </Text>
              <Acceptance of={one.acceptance} />
            </li>
          ))}
        </ol>
      </BlockStack>
    </Panel>
  );
}
