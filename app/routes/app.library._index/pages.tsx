import { useSearchParams } from "@remix-run/react";
import { Button, InlineStack } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { addressWith } from "../../ui/library/library-address.ts";

type Props = { next: string | null; previous: string | null; isCutShort: boolean };

/** The way through what was found. */
export function Pages({ next, previous, isCutShort }: Props) {
  const { t } = useTexts();
  const [search] = useSearchParams();
  const isInside = search.has("after") || search.has("before");
  return (
    <nav aria-label={t("library.pages")}>
      <InlineStack gap="200" align="center">
        {isInside && <Button url={addressWith(search, {})}>{t("library.firstPage")}</Button>}
        {previous && (
          <Button url={addressWith(search, { before: previous })}>{t("library.previousPage")}</Button>
        )}
        {next && (
          <Button url={addressWith(search, { after: next })}>
            {isCutShort ? t("library.lookFurther") : t("library.nextPage")}
          </Button>
        )}
      </InlineStack>
    </nav>
  );
}
