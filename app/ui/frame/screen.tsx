import { TitleBar } from "@shopify/app-bridge-react";
import { Icon, Text } from "@shopify/polaris";
import { ArrowLeftIcon } from "@shopify/polaris-icons";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Behind } from "./behind.tsx";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./screen.module.css";

type Props = {
  title: string;
  /** Where "back" leads, for pages below another. */
  back?: { label: string; url: string };
  /** Beside the title: a status badge, a link. */
  aside?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  /** For pictures: as wide as the window, within reason. */
  isWide?: boolean;
  children: ReactNode;
};

/**
 * One page: its title in admin's bar and as the heading, then its content. Lighter than Polaris's Page. A heading with
 * nothing beside it is there for screen readers alone: admin's bar says the same right above.
 */
export function Screen({ title, back, aside, actions, narrow = false, isWide = false, children }: Props) {
  const { t } = useTexts();
  const isBare = !back && !aside && !actions;
  return (
    <main className={narrow ? styles.narrow : isWide ? styles.wide : styles.screen}>
      <TitleBar title={title} />
      <header className={isBare ? styles.hidden : styles.header}>
        {back && (
          <Link to={back.url} className={styles.back} aria-label={t("frame.backTo", { place: back.label })}>
            <Icon source={ArrowLeftIcon} />
          </Link>
        )}
        <div className={styles.title}>
          <Text as="h1" variant="headingLg" breakWord>
            <span dir="auto" className={styles.words}>
              {title}
            </span>
          </Text>
          {aside}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <Behind />
      {children}
    </main>
  );
}
