import { useLoaderData } from "@remix-run/react";
import { HELD_DAYS } from "../privacy/held-days.ts";
import type { HeldId } from "../privacy/what-is-held.ts";
import { useTexts } from "../texts/speaking.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { HeldGroups } from "../ui/privacy/held-groups.tsx";
import { HeldOfPerson } from "../ui/privacy/held-of-person.tsx";
import { embeddedLoader } from "./edge/embedded.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

export const loader = embeddedLoader(async ({ shop, person, services }) => {
  const [rows, held] = await Promise.all([
    services.exports.held(shop),
    services.exports.heldOfPerson(shop, person.id),
  ]);
  const { id: staffId, name, locale } = person;
  const signedInUntil = held.signedInUntil?.toISOString() ?? null;
  return {
    rows: Object.entries(rows) as [HeldId, number][],
    person: { staffId, name, locale, ...held, signedInUntil },
  };
});

export default function Data() {
  const { t } = useTexts();
  const { rows, person } = useLoaderData<typeof loader>();
  return (
    <Screen title={t("privacy.data")} back={{ label: t("frame.privacy"), url: "/app/privacy" }} narrow>
      <HeldOfPerson {...person} />
      <HeldGroups rows={rows} days={HELD_DAYS} />
    </Screen>
  );
}
