import { InlineGrid, Select } from "@shopify/polaris";
import type { AspectRatio, ImageSize } from "../../generation/recipe.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";

export type Format = { aspectRatio: string; imageSize: string; imagesPerPhoto: string };

type Props = {
  format: Format;
  aspectRatios: readonly string[];
  imageSizes: readonly string[];
  maxImagesPerPhoto: number;
  onChange: (change: Partial<Format>) => void;
};

const RATIOS: Partial<Record<string, TextKey>> = {
  "1:1": "generate.square",
  "4:5": "generate.portrait",
  "3:4": "generate.portrait",
  "16:9": "generate.wide",
  "9:16": "generate.story",
  "21:9": "generate.banner",
} satisfies Partial<Record<AspectRatio, TextKey>>;

/** The longer side of a square image. */
const PIXELS: Partial<Record<string, number>> = {
  "1K": 1024,
  "2K": 2048,
  "4K": 4096,
} satisfies Record<ImageSize, number>;

/** The form of the images, and how many. */
export function FormatFields({ format, aspectRatios, imageSizes, maxImagesPerPhoto, onChange }: Props) {
  const { t } = useTexts();
  const ratio = (value: string) => {
    const key = RATIOS[value];
    return option(value, key ? t(key) : "");
  };
  const size = (value: string) => {
    const pixels = PIXELS[value];
    return option(value, pixels ? t("generate.pixels", { pixels }) : "");
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
      <Select
        label={t("generate.aspectRatio")}
        name="aspectRatio"
        value={format.aspectRatio}
        options={aspectRatios.map(ratio)}
        onChange={(aspectRatio) => onChange({ aspectRatio })}
      />
      <Select
        label={t("generate.size")}
        name="imageSize"
        value={format.imageSize}
        options={imageSizes.map(size)}
        onChange={(imageSize) => onChange({ imageSize })}
      />
      <Select
        label={t("generate.imagesPerPhoto")}
        name="imagesPerPhoto"
        value={format.imagesPerPhoto}
        options={Array.from({ length: maxImagesPerPhoto }, (_, index) => String(index + 1))}
        onChange={(imagesPerPhoto) => onChange({ imagesPerPhoto })}
      />
    </InlineGrid>
  );
}

function option(value: string, words: string) {
  return { value, label: words ? `${value} · ${words}` : value };
}
