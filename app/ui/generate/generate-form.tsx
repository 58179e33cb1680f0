import { Form } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import type { ComponentProps, ReactNode } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../frame/failure-banner.tsx";
import { GenerateFields } from "./generate-fields.tsx";

type Props = Omit<ComponentProps<typeof GenerateFields>, "sceneError" | "children"> & {
  hidden: Record<string, string>;
  failure?: ErrorCode;
  /** Fields of the source, above those of the recipe. */
  children?: ReactNode;
  /** What is asked last, above the button. */
  last?: ReactNode;
};

/** The form of a batch; a failure stands at the field it is about, or above the button. */
export function GenerateForm({ hidden, failure, children, last, ...fields }: Props) {
  const { t } = useTexts();
  const sceneError = failure?.startsWith("prompt_") ? t(`errors.${failure}`) : undefined;
  return (
    <Form method="post">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <BlockStack gap="400">
        {children}
        <GenerateFields {...fields} sceneError={sceneError}>
          {last}
          <FailureBanner code={sceneError ? undefined : failure} />
        </GenerateFields>
      </BlockStack>
    </Form>
  );
}
