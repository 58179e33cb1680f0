import { BlockStack, Button, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./first-steps.module.css";

const STEPS = [
  ["home.choosePhotos", "home.stepChooseText"],
  ["home.stepGenerate", "home.stepGenerateText"],
  ["home.stepReview", "home.stepReviewText"],
] as const;

/** Home before the first batch: what the app does, and the one way to begin. */
export function FirstSteps() {
  const { t } = useTexts();
  return (
    <Panel padding="600">
      <BlockStack gap="600">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("home.firstHeading")}
          </Text>
          <Text as="p" tone="subdued">
            {t("home.firstText")}
          </Text>
        </BlockStack>
        <ol className={styles.steps}>
          {STEPS.map(([name, text], index) => (
            <li key={name} className={styles.step}>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              <BlockStack gap="100">
                <Text as="h3" variant="headingSm">
                  {t(name)}
                </Text>
                <Text as="p">{t(text)}</Text>
              </BlockStack>
            </li>
          ))}
        </ol>
        <div>
          <Button variant="primary" size="large" url="/app/products">
            {t("home.choosePhotos")}
          </Button>
        </div>
      </BlockStack>
    </Panel>
  );
}
