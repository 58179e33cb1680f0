import { useLoaderData } from "@remix-run/react";
import { operatorOf } from "../privacy/operator.ts";
import { privacyPolicy } from "../privacy/privacy-policy.ts";
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
  const { title, ...policy } = useLoaderData<typeof loader>();
  return (
    <Screen title={title} back={{ label: "Privacy", url: "/app/privacy" }} narrow>
      <PolicyPanel {...policy} />
    </Screen>
  );
}
