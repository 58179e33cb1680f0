import { BlockStack, Checkbox, InlineGrid, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { Panel } from "../frame/panel.tsx";

const PHOTO_CHOICES = [
  { value: "first", label: "The first photo of each product" },
  { value: "all", label: "All photos of each product" },
];

/** Which photos of many products, and which of the products. */
export function ScopeFields() {
  const [photoChoice, setPhotoChoice] = useState("first");
  const [withoutImage, setWithoutImage] = useState(false);
  const [fewerThan, setFewerThan] = useState("");
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Select
            label="Photos"
            name="photoChoice"
            options={PHOTO_CHOICES}
            value={photoChoice}
            onChange={setPhotoChoice}
          />
          <TextField
            label="Only products with fewer photos than"
            name="fewerThanPhotos"
            type="number"
            min={1}
            max={250}
            value={fewerThan}
            onChange={setFewerThan}
            placeholder="Any number"
            autoComplete="off"
          />
        </InlineGrid>
        <Checkbox
          label="Only products without a Packshot image"
          name="withoutImage"
          value="yes"
          checked={withoutImage}
          onChange={setWithoutImage}
        />
      </BlockStack>
    </Panel>
  );
}
