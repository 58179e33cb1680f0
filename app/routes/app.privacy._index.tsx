import type { TextKey } from "../texts/keys.ts";
import { useTexts } from "../texts/speaking.tsx";
import { SectionList } from "../ui/privacy/section-list.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { embeddedLoader } from "./edge/embedded.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** What a shop can see and do about what Packshot keeps of it, each on a page of its own. */
const SECTIONS: { name: TextKey; about: TextKey; url: string }[] = [
  { name: "retention.title", about: "privacy.retentionAbout", url: "/app/privacy/retention" },
  { name: "privacy.policy", about: "privacy.policyAbout", url: "/app/privacy/policy" },
  { name: "audit.title", about: "privacy.auditAbout", url: "/app/privacy/audit" },
  { name: "privacy.data", about: "privacy.dataAbout", url: "/app/privacy/data" },
  { name: "privacy.export", about: "privacy.exportAbout", url: "/app/privacy/export" },
  { name: "privacy.erase", about: "privacy.eraseAbout", url: "/app/privacy/erase" },
];

export const loader = embeddedLoader(async () => null);

export default function Privacy() {
  const { t } = useTexts();
  const sections = SECTIONS.map(({ name, about, url }) => ({ name: t(name), about: t(about), url }));
  return (
    <Screen title={t("frame.privacy")} narrow>
      <SectionList sections={sections} />
    </Screen>
  );
}
