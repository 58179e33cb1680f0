import { SkeletonBodyText, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { shapeOf } from "./page-shapes.ts";
import { Panel } from "./panel.tsx";
import screen from "./screen.module.css";
import styles from "./page-skeleton.module.css";

/** Stands for a page that is on its way: its heading, and panels of the heights that it will have. */
export function PageSkeleton({ pathname }: { pathname: string }) {
  const { t } = useTexts();
  const { title, isNarrow, rows } = shapeOf(pathname);
  return (
    <>
      <div role="status">
        <Text as="span" visuallyHidden>
          {t("frame.loading")}
        </Text>
      </div>
      <main className={isNarrow ? screen.narrow : screen.screen} aria-busy="true">
        {title && (
          <Text as="p" variant="headingLg">
            {t(title)}
          </Text>
        )}
        {rows.map(({ panels, height }, n) => (
          <div key={n} className={styles.row}>
            {Array.from({ length: panels }, (_, place) => (
              <Panel key={place}>
                <div style={{ minBlockSize: `${height - 2}rem` }}>
                  <SkeletonBodyText lines={height > 10 ? 3 : 2} />
                </div>
              </Panel>
            ))}
          </div>
        ))}
      </main>
    </>
  );
}
