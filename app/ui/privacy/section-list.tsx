import { BlockStack, Link, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";

type Props = { sections: readonly { name: string; about: string; url: string }[] };

/** Pages about one subject: what each is for, and the way there. */
export function SectionList({ sections }: Props) {
  return (
    <Panel>
      <BlockStack gap="500">
        {sections.map(({ name, about, url }) => (
          <BlockStack key={url} gap="100">
            <Text as="h2" variant="headingSm">
              <Link url={url}>{name}</Link>
            </Text>
            <Text as="p" tone="subdued">
              {about}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Panel>
  );
}
