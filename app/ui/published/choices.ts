import type { RestoreChoice } from "../../publishing/restore-target.ts";
import type { TextKey } from "../../texts/keys.ts";

/** What becomes of a product that was changed since; `leave`: nothing. */
export type Choice = RestoreChoice | "leave";

type ChoiceTexts = { label: TextKey; help: TextKey; all: TextKey; ask: TextKey };

export const CHOICE_TEXTS: Record<Choice, ChoiceTexts> = {
  old_order: {
    label: "published.oldOrder",
    help: "published.oldOrderHelp",
    all: "published.allOldOrder",
    ask: "published.allOldOrderAsk",
  },
  keep_changes: {
    label: "published.keepChanges",
    help: "published.keepChangesHelp",
    all: "published.allKeepChanges",
    ask: "published.allKeepChangesAsk",
  },
  leave: {
    label: "published.leave",
    help: "published.leaveHelp",
    all: "published.allLeave",
    ask: "published.allLeaveAsk",
  },
};

export const CHOICES = ["old_order", "keep_changes", "leave"] as const satisfies readonly Choice[];
