import { useLoaderData } from "@remix-run/react";
import { operatorOf } from "../privacy/operator.ts";
import { privacyPolicy } from "../privacy/privacy-policy.ts";
import { useTexts } from "../texts/speaking.tsx";
import { PolicyPanel } from "../ui/privacy/policy-panel.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { embeddedLoader } from "./edge/embedded.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

export const loader = embeddedLoader(async ({ services }) => privacyPolicy(operatorOf(services.env)), {
  whileErasing: true,
});

export default function PrivacyPolicy() {
  const { t } = useTexts();
  const { lead, version, date, sections } = useLoaderData<typeof loader>();
  return (
    <Screen title={t("privacy.policy")} back={{ label: t("frame.privacy"), url: "/app/privacy" }} narrow>
      <PolicyPanel {...{ lead, version, date, sections }} />
    </Screen>
  );
}
