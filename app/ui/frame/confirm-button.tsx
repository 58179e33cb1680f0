import { Button, InlineStack, Text, type ButtonProps } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";

type Props = Pick<ButtonProps, "disabled" | "accessibilityLabel" | "variant"> & {
  label: string;
  question: string;
  /** The way out of the question. */
  keep: string;
  /** What the second click says it does. */
  confirm: string;
  isBusy?: boolean;
  onConfirm: () => void;
};

/** A first click asks, a second one does it. The focus follows the question and comes back from it. */
export function ConfirmButton({ label, question, keep, confirm, isBusy, onConfirm, ...button }: Props) {
  const [isAsking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking !== wasAsking.current) place.current?.querySelector("button")?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  function answer(isYes: boolean) {
    setAsking(false);
    if (isYes) onConfirm();
  }
  return (
    <div ref={place} role={isAsking ? "group" : undefined} aria-label={isAsking ? question : undefined}>
      {isAsking ? (
        <InlineStack gap="200" blockAlign="center">
          <Text as="p">{question}</Text>
          <Button onClick={() => answer(false)}>{keep}</Button>
          <Button variant="primary" tone="critical" onClick={() => answer(true)}>
            {confirm}
          </Button>
        </InlineStack>
      ) : (
        <Button {...button} loading={isBusy} onClick={() => setAsking(true)}>
          {label}
        </Button>
      )}
    </div>
  );
}
