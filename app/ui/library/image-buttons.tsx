import { Button, ButtonGroup, InlineStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = {
  decision: string;
  isKept: boolean;
  hasExpired: boolean;
  /** On its product or on the way there: neither decided anew nor deleted before it is restored. */
  isPublished: boolean;
  canEditProducts: boolean;
  /** The button that was pressed, while it is done. */
  busyWith: string | null;
  publishUrl: string;
  onDecide: (decision: "undecided" | "approved" | "rejected") => void;
  onDownload: () => void;
  onRegenerate: () => void;
  onKeep: (isKept: boolean) => void;
  onDelete: () => void;
};

/** What can be done with one image. */
export function ImageButtons(props: Props) {
  const { decision, isKept, hasExpired, isPublished, canEditProducts, busyWith } = props;
  const { t } = useTexts();
  const canDecide = !hasExpired && !isPublished;
  return (
    <InlineStack gap="200" blockAlign="center">
      {canDecide && (
        <ButtonGroup variant="segmented">
          <Button
            pressed={decision === "approved"}
            loading={busyWith === "approved"}
            onClick={() => props.onDecide(decision === "approved" ? "undecided" : "approved")}
          >
            {t("library.approve")}
          </Button>
          <Button
            pressed={decision === "rejected"}
            loading={busyWith === "rejected"}
            onClick={() => props.onDecide(decision === "rejected" ? "undecided" : "rejected")}
          >
            {t("library.reject")}
          </Button>
        </ButtonGroup>
      )}
      {canDecide && decision === "approved" && (
        <Button variant="primary" url={props.publishUrl} disabled={!canEditProducts}>
          {t("library.publish")}
        </Button>
      )}
      {!hasExpired && (
        <Button loading={busyWith === "download"} onClick={props.onDownload}>
          {t("library.download")}
        </Button>
      )}
      <Button onClick={props.onRegenerate}>{t("library.regenerate")}</Button>
      {canDecide && (
        <Button
          loading={busyWith === "keep"}
          disabled={isKept && !canEditProducts}
          onClick={() => props.onKeep(!isKept)}
        >
          {isKept ? t("library.stopKeeping") : t("library.keep")}
        </Button>
      )}
      {isPublished ? (
        <Link url="/app/published">{t("library.restoreFirst")}</Link>
      ) : (
        <ConfirmButton
          label={t("library.delete")}
          question={t("library.deleteQuestion")}
          keep={t("library.deleteNot")}
          confirm={t("library.delete")}
          disabled={!canEditProducts}
          isBusy={busyWith === "delete"}
          onConfirm={props.onDelete}
        />
      )}
      {!canEditProducts && (
        <Text as="p" tone="subdued">
          {t("library.readOnly")}
        </Text>
      )}
    </InlineStack>
  );
}
