import { BlockStack, List, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { images: number; live: number; billingYears: number };

/** What erasing everything means, before anybody does it. */
export function WhatGoes({ images, live, billingYears }: Props) {
  const { t, counted } = useTexts();
  return (
    <Panel>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm">
            {t("privacy.goes")}
          </Text>
          <List>
            <List.Item>{t("privacy.goesImages", { count: images, shown: counted(images) })}</List.Item>
            <List.Item>{t("privacy.goesData")}</List.Item>
            <List.Item>{t("privacy.goesCredits")}</List.Item>
            <List.Item>{t("privacy.goesAccess")}</List.Item>
          </List>
        </BlockStack>
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm">
            {t("privacy.stays")}
          </Text>
          <List>
            <List.Item>{t("privacy.staysImages", { count: live, shown: counted(live) })}</List.Item>
            <List.Item>{t("privacy.staysBilling", { years: billingYears })}</List.Item>
            <List.Item>{t("privacy.staysNote")}</List.Item>
          </List>
        </BlockStack>
        <Text as="p">{t("privacy.atOnce")}</Text>
      </BlockStack>
    </Panel>
  );
}
