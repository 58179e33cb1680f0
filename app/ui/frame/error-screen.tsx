import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { Banner, Button, InlineStack } from "@shopify/polaris";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { failureIn } from "./failure.ts";
import { Screen } from "./screen.tsx";

/** What a page shows instead of itself when it failed: the sentence, and a way on. */
export function ErrorScreen() {
  const { t } = useTexts();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && isLibraryPage(error)) return <LibraryPage html={String(error.data)} />;
  const code = codeIn(error);
  const isMissing = code === "not_found";
  return (
    <Screen title={t(isMissing ? "frame.notFound" : "frame.didNotWork")}>
      <Banner tone="critical">
        <p>{t(`errors.${code}`)}</p>
      </Banner>
      <InlineStack gap="200">
        {!isMissing && <TryAgain />}
        <Button url="/app">{t("frame.backHome")}</Button>
      </InlineStack>
    </Screen>
  );
}

function TryAgain() {
  const { t } = useTexts();
  const { pathname, search } = useLocation();
  return (
    <Button variant="primary" url={`${pathname}${search}`}>
      {t("frame.tryAgain")}
    </Button>
  );
}

function codeIn(error: unknown): ErrorCode {
  if (!isRouteErrorResponse(error)) return "internal";
  return failureIn(error.data) ?? codeOfStatus(error.status);
}

function codeOfStatus(status: number) {
  if (status === 404) return "not_found";
  return status === 401 ? "not_signed_in" : "internal";
}

/**
 * shopify-app-remix throws small pages of its own (its script leaves the frame, say) as Responses with status 200. Its
 * `boundary.error` would show them, but it tells errors by the name of their class, which minifying changes.
 */
function isLibraryPage(error: { status: number; data: unknown }) {
  return error.status === 200 && typeof error.data === "string";
}

function LibraryPage({ html }: { html: string }) {
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
