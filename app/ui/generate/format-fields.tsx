import { InlineGrid, Select } from "@shopify/polaris";

export type Format = { aspectRatio: string; imageSize: string; imagesPerPhoto: string };

type Props = {
  format: Format;
  aspectRatios: readonly string[];
  imageSizes: readonly string[];
  maxImagesPerPhoto: number;
  onChange: (change: Partial<Format>) => void;
};

const RATIO_WORDS: Record<string, string> = {
  "1:1": "Square",
  "4:5": "Portrait",
  "3:4": "Portrait",
  "16:9": "Wide",
  "9:16": "Story",
  "21:9": "Banner",
};

const SIZE_WORDS: Record<string, string> = {
  "1K": "about 1,024 px",
  "2K": "about 2,048 px",
  "4K": "about 4,096 px",
};

/** The form of the images, and how many. */
export function FormatFields({ format, aspectRatios, imageSizes, maxImagesPerPhoto, onChange }: Props) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
      <Select
        label="Aspect ratio"
        name="aspectRatio"
        value={format.aspectRatio}
        options={aspectRatios.map((value) => option(value, RATIO_WORDS[value]))}
        onChange={(aspectRatio) => onChange({ aspectRatio })}
      />
      <Select
        label="Size"
        name="imageSize"
        value={format.imageSize}
        options={imageSizes.map((value) => option(value, SIZE_WORDS[value]))}
        onChange={(imageSize) => onChange({ imageSize })}
      />
      <Select
        label="Images per photo"
        name="imagesPerPhoto"
        value={format.imagesPerPhoto}
        options={Array.from({ length: maxImagesPerPhoto }, (_, index) => String(index + 1))}
        onChange={(imagesPerPhoto) => onChange({ imagesPerPhoto })}
      />
    </InlineGrid>
  );
}

function option(value: string, words: string | undefined) {
  return { value, label: words ? `${value} · ${words}` : value };
}
