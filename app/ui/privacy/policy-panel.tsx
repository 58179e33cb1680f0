import type { Policy } from "../../privacy/policy.ts";
import { Panel } from "../frame/panel.tsx";
import { PolicyBody } from "./policy-body.tsx";
import styles from "./policy.module.css";

/** The public page's words, within the app. */
export function PolicyPanel(policy: Omit<Policy, "title">) {
  return (
    <Panel>
      <div className={styles.policy} lang="en" dir="ltr">
        <PolicyBody {...policy} />
      </div>
    </Panel>
  );
}
