import { useLoaderData, useNavigate } from "@remix-run/react";
import { Button, InlineStack } from "@shopify/polaris";
import { z } from "zod";
import { AUDIT_ACTIONS } from "../privacy/audit-words.ts";
import { useTexts } from "../texts/speaking.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Panel } from "../ui/frame/panel.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { AuditFilters, NO_PERSON, type AuditFilterValues } from "../ui/privacy/audit-filters.tsx";
import { AuditList } from "../ui/privacy/audit-list.tsx";
import { auditLines } from "./edge/audit-line.server.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { Id, readSearch } from "./edge/input.server.ts";
import { useFileDownload } from "./edge/use-file-download.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const PAGE = 50;

const Word = Id.optional().catch(undefined);
const Day = z.iso.date().optional().catch(undefined);
const Search = z.object({ before: Word, action: Word, person: Word, from: Day, to: Day });

export const loader = embeddedLoader(async ({ request, shop, services }) => {
  const { before, action, person, from, to } = readSearch(request, Search);
  const days = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
  const personId = person === NO_PERSON ? "" : person;
  const [found, people] = await Promise.all([
    services.audit.list(shop, { action, personId, days, before, limit: PAGE + 1 }),
    services.audit.people(shop),
  ]);
  const entries = found.slice(0, PAGE);
  return {
    lines: await auditLines(services, shop, entries),
    people,
    actions: AUDIT_ACTIONS,
    values: { action: action ?? "", person: person ?? "", from: from ?? "", to: to ?? "" },
    next: found.length > PAGE ? (entries.at(-1)?.id ?? null) : null,
    isFirst: !before,
  };
});

export default function Audit() {
  const { lines, people, actions, values, next, isFirst } = useLoaderData<typeof loader>();
  const { t } = useTexts();
  const navigate = useNavigate();
  const { download, loading, hasFailed } = useFileDownload();
  return (
    <Screen
      title={t("audit.title")}
      back={{ label: t("frame.privacy"), url: "/app/privacy" }}
      actions={FORMATS.map((format) => (
        <Button
          key={format}
          loading={loading === format}
          onClick={() => void download(format, `/app/privacy/audit/file?format=${format}`, `audit.${format}`)}
        >
          {t(`audit.${format}`)}
        </Button>
      ))}
    >
      <FailureBanner text={hasFailed ? t("audit.downloadFailed") : undefined} />
      <AuditFilters
        values={values}
        actions={actions}
        people={people}
        onApply={(chosen) => navigate(urlOf(chosen))}
      />
      {lines.length > 0 ? (
        <Panel padding="0">
          <AuditList lines={lines} />
        </Panel>
      ) : (
        <Nothing isFiltered={urlOf(values) !== urlOf({})} />
      )}
      <InlineStack gap="200" align="center">
        {!isFirst && <Button url={urlOf(values)}>{t("audit.newest")}</Button>}
        {next && <Button url={urlOf({ ...values, before: next })}>{t("audit.older")}</Button>}
      </InlineStack>
    </Screen>
  );
}

const FORMATS = ["csv", "json"] as const;

function urlOf(chosen: Partial<AuditFilterValues> & { before?: string }): string {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ""));
  return `/app/privacy/audit?${query}`;
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTexts();
  if (isFiltered) return <NothingHere heading={t("audit.noneLikeThat")}>{t("audit.tryAnother")}</NothingHere>;
  return <NothingHere heading={t("audit.nothingYet")}>{t("audit.nothingYetHelp")}</NothingHere>;
}
