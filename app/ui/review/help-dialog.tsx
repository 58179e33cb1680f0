import { useEffect, useRef } from "react";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./help-dialog.module.css";

const LINES: [keys: string[], does: TextKey][] = [
  [["P"], "review.keyApprove"],
  [["X"], "review.keyReject"],
  [["U"], "review.keyUndo"],
  [["←", "→", "↑", "↓"], "review.keyMove"],
  [["Enter"], "review.keyOpen"],
  [["Space"], "review.keyCompare"],
  [["Z", "+", "−"], "review.keyZoom"],
  [["A"], "review.keySelect"],
  [["Shift ←", "Shift →"], "review.keyRange"],
  [["R"], "review.keyRegenerate"],
  [["E"], "review.keyAltText"],
  [["Esc"], "review.keyClose"],
  [["?"], "review.keyHelp"],
];

/** All that keys and fingers do. The browser's own dialog: it holds the focus, and gives it back. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="review-help" onClose={onClose}>
      <h2 id="review-help">{t("review.helpTitle")}</h2>
      <dl className={styles.keys}>
        {LINES.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("review.touch")}</p>
      <form method="dialog">
        <button className={styles.close}>{t("review.close")}</button>
      </form>
    </dialog>
  );
}
