import ts from "typescript";

/** A document opener, or `#graphql`; an anonymous document must nest, so that `{count}` of a message is none. */
const DOCUMENT =
  /#graphql|^\s*(query|mutation|subscription|fragment)\b[^;]*\{[^]*\}|^\s*\{\s*\w+\s*(\([^)]*\)\s*)?\{[^]*\}\s*\}\s*$/;

/** The lines on which TypeScript source holds GraphQL text in a string or a template. */
export function inlineOperations(path: string, text: string): number[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kindOf(path));
  const lines: number[] = [];
  const look = (node: ts.Node) => {
    if (isText(node) && DOCUMENT.test(contentOf(node, source))) {
      lines.push(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1);
    } else {
      ts.forEachChild(node, look);
    }
  };
  look(source);
  return lines;
}

const kindOf = (path: string) => (path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

const isText = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** Between the quotes; a template with holes keeps them as written. */
const contentOf = (node: ts.Node, source: ts.SourceFile) =>
  ts.isStringLiteralLike(node) ? node.text : node.getText(source).slice(1, -1);
