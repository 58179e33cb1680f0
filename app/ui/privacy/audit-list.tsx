import { Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { AuditAction } from "../../platform/audit/audit-acts.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Moment } from "../frame/moment.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import styles from "./audit-list.module.css";

type Act = { action: AuditAction; values: Record<string, string | number> };

export type AuditLine = {
  id: string;
  /** No id: the operator, or Packshot itself. */
  who: { id: string; name: string };
  /** In words where a newer version noted it. */
  did: Act | { words: string };
  about: AuditAbout | null;
  at: string;
};

export type AuditSubject = "batch" | "image" | "product" | "recipe" | "publication";
/** What it was about; no name: it is not there any more. */
type AuditAbout = {
  subject: AuditSubject;
  name: string | null;
  /** Of a batch: its name is the recipe's. */
  recipeKey?: string;
  url: string | null;
};

/** Who did what, newest first, a sentence each. */
export function AuditList({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <ol className={styles.list}>
      {lines.map((line) => (
        <li key={line.id}>
          <Text as="p" breakWord>
            <Sentence {...line} />
          </Text>
          <Text as="p" variant="bodySm" tone="subdued" breakWord>
            {line.about && <About {...line.about} />}
            <Moment at={line.at} />
          </Text>
        </li>
      ))}
    </ol>
  );
}

function Sentence({ who, did }: Pick<AuditLine, "who" | "did">) {
  const { rich } = useTexts();
  const withRecipes = useRecipesNamed();
  const actor = {
    name: useActorName(who),
    who: (name: ReactNode) => (
      <Text key="who" as="span" fontWeight="semibold">
        <bdi>{name}</bdi>
      </Text>
    ),
  };
  if ("words" in did) return rich<ReactNode>("audit.unknownAct", { ...actor, act: did.words });
  return rich<ReactNode>(`audit.did_${did.action}`, { ...withRecipes(did), ...actor });
}

function useActorName({ id, name }: AuditLine["who"]): string {
  const { t } = useTexts();
  if (id !== "") return name || t("audit.staffMember", { id });
  return name === "operator" ? t("audit.operator") : "Packshot";
}

/** Entries of a default recipe have its key; one of the shop's own is not looked up for it. */
function useRecipesNamed() {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const named = (key: string | number = "") =>
    typeof key === "string"
      ? nameOf({ recipeKey: key, recipeName: t("audit.ownRecipe") })
      : t("audit.noRecipe");
  return ({ action, values }: Act) =>
    action === "default_recipe_changed"
      ? { ...values, recipe: named(values.recipe), before: named(values.before) }
      : values;
}

const ABOUT: Record<AuditSubject, TextKey> = {
  batch: "audit.aboutBatch",
  image: "audit.aboutImage",
  product: "audit.aboutProduct",
  recipe: "audit.aboutRecipe",
  publication: "audit.aboutPublication",
};

function About({ subject, name, recipeKey, url }: AuditAbout) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const called = recipeKey ? nameOf({ recipeKey, recipeName: name ?? "" }) : (name ?? "");
  const words = t(ABOUT[subject], { isThere: name === null ? "no" : "yes", name: called });
  return (
    <>
      {url ? <Link url={url}>{words}</Link> : words}
      {" · "}
    </>
  );
}
