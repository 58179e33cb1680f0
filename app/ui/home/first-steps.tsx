import { BlockStack, Button, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import styles from "./first-steps.module.css";

const STEPS = [
  { name: "Choose photos", text: "Pick from the photos your products have already." },
  {
    name: "Generate",
    text: "Take a recipe: white background, lifestyle, seasonal and more. The price is shown first.",
  },
  {
    name: "Review and publish",
    text: "Keep what you like. It goes on the product, and you can restore it any time.",
  },
];

/** Home before the first batch: what the app does, and the one way to begin. */
export function FirstSteps() {
  return (
    <Panel padding="600">
      <BlockStack gap="600">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            New product images from the photos you have
          </Text>
          <Text as="p" tone="subdued">
            Packshot shows your product in a new scene. Nothing reaches your store before you approve it.
          </Text>
        </BlockStack>
        <ol className={styles.steps}>
          {STEPS.map((step, index) => (
            <li key={step.name} className={styles.step}>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              <BlockStack gap="100">
                <Text as="h3" variant="headingSm">
                  {step.name}
                </Text>
                <Text as="p">{step.text}</Text>
              </BlockStack>
            </li>
          ))}
        </ol>
        <div>
          <Button variant="primary" size="large" url="/app/products">
            Choose photos
          </Button>
        </div>
      </BlockStack>
    </Panel>
  );
}
