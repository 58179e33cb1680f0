import { Button, InlineGrid, Select, TextField } from "@shopify/polaris";
import type { AuditAction } from "../../platform/audit/audit-acts.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

export type AuditFilterValues = { action: string; person: string; from: string; to: string };

type Props = {
  values: AuditFilterValues;
  actions: readonly AuditAction[];
  people: readonly { id: string; name: string }[];
  onApply: (values: AuditFilterValues) => void;
};

/** In the place of a staff member: the operator, and Packshot itself. */
export const NO_PERSON = "-";

/** What was done, by whom and when: a choice applies at once. */
export function AuditFilters({ values, actions, people, onApply }: Props) {
  const { t } = useTexts();
  const apply = (change: Partial<AuditFilterValues>) => onApply({ ...values, ...change });
  const isFiltered = Object.values(values).some((value) => value !== "");
  return (
    <Panel padding="300">
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="200">
        <InlineGrid columns={2} gap="200">
          <Select
            label={t("audit.what")}
            value={values.action}
            options={[
              { value: "", label: t("audit.everything") },
              ...actions.map((action) => ({ value: action, label: t(`audit.filter_${action}`) })),
            ]}
            onChange={(action) => apply({ action })}
          />
          <Select
            label={t("audit.who")}
            value={values.person}
            options={[
              { value: "", label: t("audit.everybody") },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
              { value: NO_PERSON, label: "Packshot" },
            ]}
            onChange={(person) => apply({ person })}
          />
        </InlineGrid>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
          <Day
            label={t("audit.from")}
            value={values.from}
            max={values.to}
            onChange={(from) => apply({ from })}
          />
          <Day label={t("audit.to")} value={values.to} min={values.from} onChange={(to) => apply({ to })} />
        </InlineGrid>
      </InlineGrid>
      {isFiltered && (
        <div style={{ paddingBlockStart: "var(--p-space-200)" }}>
          <Button variant="plain" onClick={() => onApply({ action: "", person: "", from: "", to: "" })}>
            {t("audit.clear")}
          </Button>
        </div>
      )}
    </Panel>
  );
}

type DayProps = { label: string; value: string; min?: string; max?: string; onChange: (day: string) => void };

function Day({ min, max, ...field }: DayProps) {
  return (
    <TextField {...field} type="date" autoComplete="off" min={min || undefined} max={max || undefined} />
  );
}
