import { BlockStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Moment } from "../frame/moment.tsx";
import { Panel } from "../frame/panel.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import styles from "./image-details.module.css";

export type ImageFactsView = {
  recipeKey: string;
  recipeName: string;
  recipeVersion: number;
  /** Null: it is gone with its batch's rows. */
  made: { prompt: string; instruction: string; replaces: string | null } | null;
  model: string;
  credits: number;
  batchId: string;
  width: number;
  height: number;
  bytes: number;
  mimeType: string;
  createdAt: string;
  altText: string;
};

/** How an image was made, and what it is. */
export function ImageFacts({ image }: { image: ImageFactsView }) {
  const { t, bytes, number } = useTexts();
  const nameOf = useRecipeName();
  const facts: [string, ReactNode][] = [
    [
      t("library.recipe"),
      <>
        <bdi>{nameOf(image)}</bdi> · {t("recipes.version", { version: image.recipeVersion })}
      </>,
    ],
    [t("library.model"), <bdi key="model">{image.model}</bdi>],
    [t("library.cost"), t("library.credits", { credits: image.credits })],
    [
      t("library.batch"),
      <Link key="batch" url={`/app/batches/${image.batchId}`}>
        {t("library.seeBatch")}
      </Link>,
    ],
    ...(image.made?.replaces
      ? [replacement(t("library.replaces"), t("library.seeReplaced"), image.made.replaces)]
      : []),
    [t("library.made"), <Moment key="made" at={image.createdAt} />],
    [
      t("library.file"),
      `${number(image.width)} × ${number(image.height)} · ${bytes(image.bytes)} · ${image.mimeType}`,
    ],
  ];
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("library.howMade")}
        </Text>
        <dl className={styles.facts}>
          {facts.map(([name, fact]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
        {image.made && (
          <>
            {image.made.instruction !== "" && (
              <Words title={t("library.instruction")}>{image.made.instruction}</Words>
            )}
            <Words title={t("library.prompt")}>{image.made.prompt}</Words>
          </>
        )}
      </BlockStack>
    </Panel>
  );
}

/** The image that this one was made in place of. */
function replacement(name: string, words: string, id: string): [string, ReactNode] {
  return [
    name,
    <Link key="replaces" url={`/app/library/${id}`}>
      {words}
    </Link>,
  ];
}

/** As it was sent. A box that scrolls is reached by the keyboard, too. */
function Words({ title, children }: { title: string; children: string }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="bodyMd" tone="subdued">
        {title}
      </Text>
      <pre className={styles.prompt} tabIndex={0} role="region" aria-label={title} dir="auto">
        {children}
      </pre>
    </BlockStack>
  );
}
