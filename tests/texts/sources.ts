import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

type Found = { file: string; line: number };
export type Said = Found & { key: string; values: string[] | null };
export type Bare = Found & { text: string };

/** Attributes whose text a person reads or hears. */
const READ = new Set([
  ...[
    "title",
    "label",
    "placeholder",
    "helpText",
    "content",
    "heading",
    "accessibilityLabel",
    "aria-label",
    "alt",
  ],
  ...["question", "keep", "confirm"],
]);
const WORD = /\p{L}{2,}/u;

/** The app's own sources: what the catalogues are there for. */
export function appSources(): ts.SourceFile[] {
  return globSync("app/**/*.{ts,tsx}")
    .filter(
      (file) => !file.startsWith("app/texts/") && !file.includes(".test.") && !file.includes("generated"),
    )
    .map((file) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true));
}

/** Every text in quotes, and the beginnings of those that go on with a value: `errors.${code}`. */
export function quoted(sources: readonly ts.SourceFile[]): { whole: Set<string>; beginnings: Set<string> } {
  const found = { whole: new Set<string>(), beginnings: new Set<string>() };
  walk(sources, (node) => {
    if (ts.isStringLiteralLike(node)) found.whole.add(node.text);
    if (ts.isTemplateHead(node)) found.beginnings.add(node.text);
  });
  return found;
}

/** Calls of `t` and `rich` with a key that stands there, and the names of the values they give (null: not to be seen). */
export function said(sources: readonly ts.SourceFile[]): Said[] {
  const found: Said[] = [];
  walk(sources, (node) => {
    if (!ts.isCallExpression(node) || !/^(.+\.)?(t|rich)$/.test(node.expression.getText())) return;
    const [key, values] = node.arguments;
    if (key && ts.isStringLiteral(key))
      found.push({ ...placeOf(node), key: key.text, values: namesOf(values) });
  });
  return found;
}

/** What a person would read in English whatever their language is. */
export function bareWords(sources: readonly ts.SourceFile[]): Bare[] {
  const found: Bare[] = [];
  walk(sources, (node) => {
    const text = bareText(node);
    if (text && WORD.test(text)) found.push({ ...placeOf(node), text });
  });
  return found;
}

function bareText(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text.trim();
  if (!ts.isJsxAttribute(node) || !READ.has(node.name.getText())) return undefined;
  if (node.parent.parent.tagName.getText() === "meta") return undefined;
  const { initializer } = node;
  if (!initializer) return undefined;
  if (ts.isStringLiteral(initializer)) return initializer.text;
  if (!ts.isJsxExpression(initializer) || !initializer.expression) return undefined;
  return ts.isStringLiteralLike(initializer.expression) ? initializer.expression.text : undefined;
}

function namesOf(values: ts.Expression | undefined): string[] | null {
  if (!values) return [];
  if (!ts.isObjectLiteralExpression(values)) return null;
  if (values.properties.some(ts.isSpreadAssignment)) return null;
  return values.properties.map((property) => property.name?.getText() ?? "");
}

function placeOf(node: ts.Node): Found {
  const file = node.getSourceFile();
  return { file: file.fileName, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 };
}

function walk(sources: readonly ts.SourceFile[], visit: (node: ts.Node) => void): void {
  const enter = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, enter);
  };
  for (const source of sources) enter(source);
}
