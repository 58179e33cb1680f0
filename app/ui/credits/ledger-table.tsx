import { Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { EntryCase } from "../../credits/entry-words.ts";
import { STARTING_NOTES } from "../../credits/starting-notes.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import styles from "./ledger-table.module.css";

export type LedgerLine = {
  id: string;
  what: EntryCase;
  /** No name: the batch was deleted. */
  batch: { id: string; recipeKey: string; recipeName: string | null } | null;
  note: string;
  at: string;
  available: number;
  charged: number;
};

/** The shop's statement, newest first: what each entry did to the credits that are free and to those charged. */
export function LedgerTable({ lines }: { lines: readonly LedgerLine[] }) {
  const { t, change } = useTexts();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("credits.entry")}</th>
          <th scope="col">{t("credits.available")}</th>
          <th scope="col">{t("credits.charged")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              <Entry line={line} />
              <At at={line.at} />
            </td>
            <td>{line.available !== 0 && <bdi dir="ltr">{change(line.available)}</bdi>}</td>
            <td>{line.charged !== 0 && <bdi dir="ltr">{change(line.charged)}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The month's cap goes by UTC, so the ledger does; and server and browser write the same. */
function At({ at }: { at: string }) {
  const { t, moment } = useTexts();
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      <time dateTime={at}>{t("credits.utc", { moment: moment(at) })}</time>
    </Text>
  );
}

const ENTRIES: Record<EntryCase, TextKey> = {
  granted: "credits.granted",
  reserved: "credits.entryReserved",
  charged: "credits.entryCharged",
  free: "credits.entryFree",
  rest: "credits.entryRest",
  released: "credits.entryReleased",
  nothing: "credits.entryNothing",
  refunded: "credits.entryRefunded",
};

/** Notes that Packshot itself made; the operator's stay as they were typed. */
const NOTES: Partial<Record<string, TextKey>> = {
  [STARTING_NOTES.first]: "credits.startGrant",
  [STARTING_NOTES.sample]: "credits.sampleGrant",
  [STARTING_NOTES.again]: "credits.startGrantBefore",
};

function Entry({ line: { what, batch, note } }: { line: LedgerLine }) {
  const { t, rich } = useTexts();
  const nameOf = useRecipeName();
  const { recipeKey = "", recipeName = null } = batch ?? {};
  return rich<ReactNode>(ENTRIES[what], {
    ...{ hasBatch: batch ? "yes" : "no", hasNote: note ? "yes" : "no" },
    note: NOTES[note] ? t(NOTES[note]) : note,
    name: recipeName === null ? t("credits.deleted") : nameOf({ recipeKey, recipeName }),
    batch: (name) =>
      batch && recipeName !== null ? (
        <Link key="batch" url={`/app/batches/${batch.id}`}>
          {name}
        </Link>
      ) : (
        name
      ),
  });
}
