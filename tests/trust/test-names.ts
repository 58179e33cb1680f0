import { readFileSync } from "node:fs";
import ts from "typescript";

const ROOT = new URL("../../", import.meta.url);

/** The names of the tests of a file, as they stand there; of skipped ones none. */
export function testNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(new URL(file, ROOT), "utf8"), ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = nameOfTest(node);
    if (name !== null) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** `it("name")`, `test.each(rows)("name")`, `it.runIf(condition)("name")`: what is called begins with it or test. */
function nameOfTest(node: ts.Node): string | null {
  if (!ts.isCallExpression(node)) return null;
  const [first] = node.arguments;
  if (!first || !ts.isStringLiteralLike(first)) return null;
  const called = calledName(node.expression);
  return /^(it|test)(\.(each|runIf|for|concurrent))*$/.test(called) ? first.text : null;
}

function calledName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isCallExpression(node)) return calledName(node.expression);
  if (ts.isPropertyAccessExpression(node)) return `${calledName(node.expression)}.${node.name.text}`;
  return "";
}

/** Whether a name that vitest reports is that of the file, its `%s` and `$name` filled in. */
export function isNamed(reported: string, inFile: string): boolean {
  const parts = inFile
    .split(/%[sdifjo#]|\$\w+/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`).test(reported);
}
