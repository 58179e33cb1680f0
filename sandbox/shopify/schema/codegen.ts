import { glob, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import type { CodegenPlugin, Types } from "@graphql-codegen/plugin-helpers";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import {
  buildSchema,
  Kind,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  Source,
  validate,
} from "graphql";
import { format, resolveConfig } from "prettier";
import { SCHEMA_FILE } from "./prune.ts";

const ROOT = join(import.meta.dirname, "../../..");
export const OPERATIONS_FILE = join(ROOT, "app/platform/admin-api/operations.generated.ts");

const HEADER = `// Made by \`npm run codegen\` from the .graphql files of app/; change those instead.

/** The text of an operation, which carries the types of its result and its variables. */
export type AdminOperation<Result, Variables> = string & {
  readonly __result?: Result;
  readonly __variables?: Variables;
};
`;

export type GraphqlFile = { path: string; text: string };

/** Every `.graphql` file under app/, in a fixed order. */
export async function readGraphqlFiles(): Promise<GraphqlFile[]> {
  const paths: string[] = [];
  for await (const path of glob("app/**/*.graphql", { cwd: ROOT })) paths.push(path);
  return Promise.all(
    paths.sort().map(async (path) => ({ path, text: await readFile(join(ROOT, path), "utf8") })),
  );
}

/** The typed operations of these files, checked against the pruned schema; fragments are shared within a file. */
export async function generateOperations(files: GraphqlFile[]): Promise<string> {
  const schemaText = await readFile(SCHEMA_FILE, "utf8");
  const schema = buildSchema(schemaText);
  const documents = files.map(({ path, text }) => {
    const document = parse(new Source(text, path));
    const [problem] = validate(schema, document);
    if (problem) throw new Error(`${path}: ${problem.message}`, { cause: problem });
    return { location: path, document };
  });
  const output = await codegen({
    filename: OPERATIONS_FILE,
    schema: parse(schemaText),
    documents,
    config: CONFIG,
    plugins: [{ operationTypes: {} }, { operationTexts: {} }],
    pluginMap: {
      operationTypes: operationTypes as CodegenPlugin,
      operationTexts: { plugin: (_schema, all) => all.map(operationTexts).join("\n") },
    },
  });
  return format(HEADER + output, { ...(await resolveConfig(OPERATIONS_FILE)), parser: "typescript" });
}

const CONFIG = {
  strictScalars: true,
  scalars: {
    DateTime: "string",
    HTML: "string",
    ID: "string",
    Money: "string",
    URL: "string",
    UnsignedInt64: "string",
  },
  useTypeImports: true,
  namingConvention: "keep",
  dedupeOperationSuffix: false,
  omitOperationSuffix: false,
  skipTypename: true,
};

function operationTexts({ document, location }: Types.DocumentFile): string {
  if (!document) throw new Error(`${location ?? "a file"} holds no document`);
  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const name = operation.name?.value;
      if (!name) throw new Error(`${location ?? "a file"}: an operation has no name`);
      const suffix = operation.operation === OperationTypeNode.MUTATION ? "Mutation" : "Query";
      const alone = separateOperations(document)[name]; // with the fragments that it uses, and no others
      if (!alone) throw new Error(`${location ?? "a file"}: ${name} is there twice`);
      const text = print(alone);
      return `export const ${name} = ${asTemplate(text)} as AdminOperation<${name}${suffix}, ${name}${suffix}Variables>;\n`;
    })
    .join("\n");
}

const asTemplate = (text: string) => `\`${text.replace(/[\\`]|\$\{/g, "\\$&")}\``;

if (import.meta.main) await writeFile(OPERATIONS_FILE, await generateOperations(await readGraphqlFiles()));
