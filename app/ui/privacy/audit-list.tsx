import { Link, Text } from "@shopify/polaris";
import styles from "./audit-list.module.css";

export type AuditLine = {
  id: string;
  who: string;
  /** A sentence that goes on after who did it. */
  did: string;
  /** What it was about; no address: it is not there any more. */
  about: { name: string; url: string | null } | null;
  at: string;
};

/** Who did what, newest first, a sentence each. */
export function AuditList({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <ol className={styles.list}>
      {lines.map(({ id, who, did, about, at }) => (
        <li key={id}>
          <Text as="p" breakWord>
            <Text as="span" fontWeight="semibold">
              <span dir="auto">{who}</span>
            </Text>{" "}
            {did}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued" breakWord>
            {about && <About {...about} />}
            <time dateTime={at}>{momentOf(at)}</time>
          </Text>
        </li>
      ))}
    </ol>
  );
}

function About({ name, url }: { name: string; url: string | null }) {
  return (
    <>
      {url ? <Link url={url}>{name}</Link> : `${name}, deleted since`}
      {" · "}
    </>
  );
}

/** As the ledger's: by UTC, and server and browser write the same. */
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function momentOf(at: string): string {
  return `${moment.format(new Date(at))} UTC`;
}
