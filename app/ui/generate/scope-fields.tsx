import { BlockStack, Checkbox, InlineGrid, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

/** Which photos of many products, and which of the products. */
export function ScopeFields() {
  const { t } = useTexts();
  const [photoChoice, setPhotoChoice] = useState("first");
  const [withoutImage, setWithoutImage] = useState(false);
  const [fewerThan, setFewerThan] = useState("");
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Select
            label={t("generate.photos")}
            name="photoChoice"
            options={[
              { value: "first", label: t("generate.firstPhoto") },
              { value: "all", label: t("generate.allPhotos") },
            ]}
            value={photoChoice}
            onChange={setPhotoChoice}
          />
          <TextField
            label={t("generate.fewerThan")}
            name="fewerThanPhotos"
            type="number"
            min={1}
            max={250}
            value={fewerThan}
            onChange={setFewerThan}
            placeholder={t("generate.anyNumber")}
            autoComplete="off"
          />
        </InlineGrid>
        <Checkbox
          label={t("generate.withoutImage")}
          name="withoutImage"
          value="yes"
          checked={withoutImage}
          onChange={setWithoutImage}
        />
      </BlockStack>
    </Panel>
  );
}
