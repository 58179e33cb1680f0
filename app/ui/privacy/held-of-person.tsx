import { BlockStack, List, Text } from "@shopify/polaris";
import { counted } from "../../platform/counted.ts";
import { Panel } from "../frame/panel.tsx";
import { countedOf } from "../frame/words.ts";

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
export function HeldOfPerson({ name, staffId, locale, signedInUntil, ...carries }: Props) {
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          About you
        </Text>
        <Text as="p" breakWord>
          {`Your name (${name}), your Shopify staff id (${staffId}), your language (${locale}) and your permissions, as Shopify tells them when you open Packshot. No e-mail address, no phone number, no tracking.`}
        </Text>
        {signedInUntil && <Text as="p">{`This sign-in runs out on ${signedInUntil}.`}</Text>}
        <Text as="p">Your name and staff id stand beside:</Text>
        <List>
          <List.Item>{countedOf(carries.decisions, "decision")}</List.Item>
          <List.Item>{`${counted(carries.batches)} ${carries.batches === 1 ? "batch" : "batches"}`}</List.Item>
          <List.Item>{countedOf(carries.publications, "publication")}</List.Item>
          <List.Item>{countedOf(carries.exports, "export")}</List.Item>
          <List.Item>{`${counted(carries.auditEntries)} in the audit log`}</List.Item>
        </List>
      </BlockStack>
    </Panel>
  );
}
