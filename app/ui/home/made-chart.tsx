import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./made-chart.module.css";

/** A day of UTC. */
export type MadeDay = { day: string; made: number; published: number };

const HEIGHT = 120;
const DAY = 20;
const BAR = 8;

/** Images made and published on each of the last days, as bars, and as the table that says the same. */
export function MadeChart({ days }: { days: readonly MadeDay[] }) {
  const { t, counted, day: dayText } = useTexts();
  const heading = useId();
  const most = Math.max(1, ...days.flatMap(({ made, published }) => [made, published]));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm" id={heading}>
            {t("home.chart", { days: days.length })}
          </Text>
          <InlineStack gap="300">
            <Key className={styles.made} name={t("home.made")} />
            <Key className={styles.published} name={t("home.published")} />
          </InlineStack>
        </InlineStack>
        <div className={styles.plot}>
          <span className={styles.most}>{counted(most)}</span>
          <Bars days={days} most={most} labelledBy={heading} />
          <div className={styles.ends}>
            <span>{first && dayText(first.day)}</span>
            <span>{last && dayText(last.day)}</span>
          </div>
        </div>
        <Table days={days} />
      </BlockStack>
    </Panel>
  );
}

type BarsProps = { days: readonly MadeDay[]; most: number; labelledBy: string };

/** Two shapes, not a bar for each: they are drawn on every visit. The table says the numbers. */
function Bars({ days, most, labelledBy }: BarsProps) {
  const shape = (of: "made" | "published", at: number) =>
    days.map((day, n) => barAt(n * DAY + at, day[of] / most)).join("");
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${days.length * DAY} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={labelledBy}
    >
      <path d={shape("made", 1)} className={styles.madeBar} />
      <path d={shape("published", 1 + BAR)} className={styles.publishedBar} />
    </svg>
  );
}

/** From the ground up; what is not nothing is seen. */
function barAt(x: number, share: number): string {
  if (share === 0) return "";
  return `M${x} ${HEIGHT}v${-Math.max(2, Math.round(share * HEIGHT))}h${BAR}V${HEIGHT}z`;
}

function Key({ className, name }: { className: string | undefined; name: string }) {
  return (
    <span className={styles.key}>
      <span className={className} aria-hidden="true" />
      <Text as="span" variant="bodySm">
        {name}
      </Text>
    </span>
  );
}

/** The newest day first: it is what a person looks for. Made when somebody opens it. */
function Table({ days }: { days: readonly MadeDay[] }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.details} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("home.chartTable")}</summary>
      {isOpen && <Rows days={days} />}
    </details>
  );
}

function Rows({ days }: { days: readonly MadeDay[] }) {
  const { t, counted, day: dayText } = useTexts();
  return (
    <table className={styles.table}>
      <caption>{t("home.chartUtc")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("home.day")}</th>
          <th scope="col">{t("home.made")}</th>
          <th scope="col">{t("home.published")}</th>
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map(({ day, made, published }) => (
          <tr key={day}>
            <th scope="row">{dayText(day)}</th>
            <td>{counted(made)}</td>
            <td>{counted(published)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
