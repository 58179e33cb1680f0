import { Link, Text } from "@shopify/polaris";
import styles from "./ledger-table.module.css";

export type LedgerLine = {
  id: string;
  words: string;
  /** No name: the batch was deleted. */
  batch: { id: string; recipeName: string | null } | null;
  note: string;
  at: string;
  available: number;
  charged: number;
};

/** The shop's statement, newest first: what each entry did to the credits that are free and to those charged. */
export function LedgerTable({ lines }: { lines: readonly LedgerLine[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Entry</th>
          <th scope="col">Available</th>
          <th scope="col">Charged</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.words}
              {line.batch && <BatchName {...line.batch} />}
              {line.note && `: ${line.note}`}
              <Text as="p" variant="bodySm" tone="subdued">
                <time dateTime={line.at}>{momentOf(line.at)}</time>
              </Text>
            </td>
            <td>{signed(line.available)}</td>
            <td>{signed(line.charged)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BatchName({ id, recipeName }: { id: string; recipeName: string | null }) {
  return <> {recipeName === null ? "(deleted)" : <Link url={`/app/batches/${id}`}>{recipeName}</Link>}</>;
}

/** The month's cap goes by UTC, so the ledger does; and server and browser write the same. */
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function momentOf(at: string): string {
  return `${moment.format(new Date(at))} UTC`;
}

function signed(change: number): string {
  if (change === 0) return "";
  return `${change > 0 ? "+" : "−"}${Math.abs(change).toLocaleString("en")}`;
}
