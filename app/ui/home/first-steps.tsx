import { BlockStack, Button, Icon, Text } from "@shopify/polaris";
import { CheckIcon } from "@shopify/polaris-icons";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./first-steps.module.css";

type StepsDone = { chosen: boolean; generated: boolean; approved: boolean };

const STEPS = [
  { done: "chosen", name: "home.choosePhotos", text: "home.stepChooseText" },
  { done: "generated", name: "home.stepGenerate", text: "home.stepGenerateText" },
  { done: "approved", name: "home.stepReview", text: "home.stepReviewText" },
] as const;

type Props = {
  done: StepsDone;
  /** Whether there is an image that nobody has decided on. */
  isWaiting: boolean;
};

/** Home until the first image was approved: what the app does, how far the shop has come, and the one next thing. */
export function FirstSteps({ done, isWaiting }: Props) {
  const { t, number } = useTexts();
  const next = STEPS.find((step) => !done[step.done])?.done;
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
          {STEPS.map((step, index) => (
            <li
              key={step.name}
              className={styles.step}
              aria-current={step.done === next ? "step" : undefined}
            >
              <span className={done[step.done] ? styles.done : styles.number} aria-hidden="true">
                {done[step.done] ? <Icon source={CheckIcon} tone="inherit" /> : number(index + 1)}
              </span>
              <BlockStack gap="100">
                <Text as="h3" variant="headingSm">
                  {t(step.name)}
                  {done[step.done] && (
                    <Text as="span" visuallyHidden>
                      {` (${t("home.stepDone")})`}
                    </Text>
                  )}
                </Text>
                <Text as="p">{t(step.text)}</Text>
              </BlockStack>
            </li>
          ))}
        </ol>
        <div>
          <NextStep isReview={isWaiting} />
        </div>
      </BlockStack>
    </Panel>
  );
}

/** Who has chosen waits for what is being generated: the batch is right below. Who rejected all chooses again. */
function NextStep({ isReview }: { isReview: boolean }) {
  const { t } = useTexts();
  return (
    <Button variant="primary" size="large" url={isReview ? "/app/review" : "/app/products"}>
      {t(isReview ? "home.goReview" : "home.choosePhotos")}
    </Button>
  );
}
