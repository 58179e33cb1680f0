import { useTexts } from "../../texts/speaking.tsx";

type Format = { aspectRatio: string; imageSize: string; imagesPerPhoto: number };

/** "4:5 · 1K · 2 images per photo" */
export function useFormatWords() {
  const { t } = useTexts();
  return ({ aspectRatio, imageSize, imagesPerPhoto }: Format) =>
    t("recipes.format", { ratio: aspectRatio, size: imageSize, count: imagesPerPhoto });
}
