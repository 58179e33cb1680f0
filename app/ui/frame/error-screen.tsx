import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { Banner, Button, InlineStack } from "@shopify/polaris";
import { sentenceFor } from "../../platform/errors.ts";
import { failureIn } from "./failure.ts";
import { Screen } from "./screen.tsx";

/** What a page shows instead of itself when it failed: the sentence, and a way on. */
export function ErrorScreen() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && isLibraryPage(error)) return <LibraryPage html={String(error.data)} />;
  const { title, sentence, canRepeat } = describe(error);
  return (
    <Screen title={title}>
      <Banner tone="critical">
        <p>{sentence}</p>
      </Banner>
      <InlineStack gap="200">
        {canRepeat && <TryAgain />}
        <Button url="/app">Back to Home</Button>
      </InlineStack>
    </Screen>
  );
}

function TryAgain() {
  const { pathname, search } = useLocation();
  return (
    <Button variant="primary" url={`${pathname}${search}`}>
      Try again
    </Button>
  );
}

function describe(error: unknown): { title: string; sentence: string; canRepeat: boolean } {
  const isAnswer = isRouteErrorResponse(error);
  const code = isAnswer ? (failureIn(error.data)?.code ?? codeOfStatus(error.status)) : "internal";
  if (code === "not_found") return { title: "Not found", sentence: sentenceFor(code), canRepeat: false };
  return { title: "This did not work", sentence: sentenceFor(code), canRepeat: true };
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
