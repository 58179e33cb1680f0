import { useLoaderData } from "@remix-run/react";
import { HELD, LOGS_KEPT, type HeldId } from "../privacy/what-is-held.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { HeldGroups } from "../ui/privacy/held-groups.tsx";
import { HeldOfPerson } from "../ui/privacy/held-of-person.tsx";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { localDay } from "./edge/local-day.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

export const loader = embeddedLoader(async ({ shop, person, services }) => {
  const [rows, held] = await Promise.all([
    services.exports.held(shop),
    services.exports.heldOfPerson(shop, person.id),
  ]);
  const { id: staffId, name, locale } = person;
  const signedInUntil = held.signedInUntil && localDay(held.signedInUntil, locale);
  return { rows, person: { staffId, name, locale, ...held, signedInUntil } };
});

export default function Data() {
  const { rows, person } = useLoaderData<typeof loader>();
  const groups = Object.entries(HELD).map(([id, { name, about, kept }]) => ({
    ...{ id, name, about, kept },
    rows: rows[id as HeldId],
  }));
  return (
    <Screen title="What is kept" back={{ label: "Privacy", url: "/app/privacy" }} narrow>
      <HeldOfPerson {...person} />
      <HeldGroups groups={groups} more={LOGS_KEPT} />
    </Screen>
  );
}
