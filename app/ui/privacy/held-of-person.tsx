import { BlockStack, List, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = {
  name: string;
  staffId: string;
  locale: string;
  signedInUntil: string | null;
  decisions: number;
  batches: number;
  publications: number;
  auditEntries: number;
  exports: number;
};

/** What is kept about whoever looks at the page. */
export function HeldOfPerson({ name: person, staffId: id, locale, signedInUntil, ...carries }: Props) {
  const { t, rich, counted, day } = useTexts();
  const amount = (count: number) => ({ count, shown: counted(count) });
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("privacy.aboutYou")}
        </Text>
        <Text as="p" breakWord>
          {rich<ReactNode>("privacy.personHeld", {
            ...{ person, id, locale },
            name: (shown) => <bdi key="name">{shown}</bdi>,
          })}
        </Text>
        {signedInUntil && <Text as="p">{t("privacy.signedInUntil", { day: day(signedInUntil) })}</Text>}
        <Text as="p">{t("privacy.beside")}</Text>
        <List>
          <List.Item>{t("privacy.decisions", amount(carries.decisions))}</List.Item>
          <List.Item>{t("privacy.batches", amount(carries.batches))}</List.Item>
          <List.Item>{t("privacy.publications", amount(carries.publications))}</List.Item>
          <List.Item>{t("privacy.exports", amount(carries.exports))}</List.Item>
          <List.Item>{t("privacy.inAudit", { shown: counted(carries.auditEntries) })}</List.Item>
        </List>
      </BlockStack>
    </Panel>
  );
}
