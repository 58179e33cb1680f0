import { globSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** They get services, not the database; or are its own generated client. */
const OUTSIDE = /^app\/(routes|ui)\/|\/generated\/|\.test\.ts$|\.d\.ts$/;

/** Every module that may be handed the database. */
export function modulesOfTheApp(): string[] {
  return globSync("app/**/*.ts", { cwd: ROOT })
    .filter((file) => !OUTSIDE.test(file))
    .map((file) => join(ROOT, file));
}

export type ShopFirst = {
  /** Handed the database, as first parameter or in it, and what comes next is no shop and carries none. */
  functions: string[];
  /** How many are handed it. */
  looked: number;
  /** The same of what routes get: `group.function`. */
  services: string[];
};

/**
 * Looks through the exported functions of these files; of a factory, through those that it makes. `planted`: files that
 * are not on the disk.
 */
export function lookForShop(files: readonly string[], planted: Record<string, string> = {}): ShopFirst {
  const program = programOf(files, planted);
  const checker = program.getTypeChecker();
  const result: ShopFirst = { functions: [], looked: 0, services: [] };
  for (const path of [...files, ...Object.keys(planted)]) {
    const source = program.getSourceFile(path);
    const module = source && checker.getSymbolAtLocation(source);
    for (const symbol of module ? checker.getExportsOfModule(module) : []) {
      const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
      if (!signature) continue;
      if (symbol.name === "buildServices") result.services.push(...servicesLacking(checker, signature));
      if (!isHandedDatabase(checker, signature)) continue;
      result.looked += 1;
      result.functions.push(...lacking(checker, signature, `${relative(ROOT, path)} ${symbol.name}`));
    }
  }
  result.functions.sort();
  return result;
}

/** Rooms' services stand in groups; what the processes are run with stands beside them. */
function servicesLacking(checker: ts.TypeChecker, build: ts.Signature): string[] {
  const groups = checker.getReturnTypeOfSignature(build).getProperties();
  return groups.flatMap((group) =>
    callablesIn(checker, checker.getTypeOfSymbol(group), group.name)
      .filter(([, call]) => !saysShop(checker, call.parameters))
      .map(([name]) => name.replace("()", "")),
  );
}

function programOf(files: readonly string[], planted: Record<string, string>): ts.Program {
  const config = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, files: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  host.readFile = (path) => planted[path] ?? readFile(path);
  host.fileExists = (path) => path in planted || fileExists(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path in planted
      ? ts.createSourceFile(path, planted[path] ?? "", ts.ScriptTarget.ES2024, true)
      : getSourceFile(path, ...rest);
  return ts.createProgram([...files, ...Object.keys(planted)], options, host);
}

function isHandedDatabase(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const [first] = signature.parameters;
  return first !== undefined && holdsDatabase(checker, checker.getTypeOfSymbol(first));
}

function holdsDatabase(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (isDatabase(type)) return true;
  return type.getProperties().some((property) => isDatabase(checker.getTypeOfSymbol(property)));
}

/** Prisma's client, or a transaction of it. */
function isDatabase(type: ts.Type): boolean {
  const kinds = type.isUnion() ? type.types : [type];
  return kinds.some((kind) => kind.getProperty("$queryRaw") !== undefined);
}

function lacking(checker: ts.TypeChecker, signature: ts.Signature, name: string): string[] {
  const made = / (create|build)[A-Z]/.test(name)
    ? callablesIn(checker, checker.getReturnTypeOfSignature(signature), name)
    : [];
  const calls: Callable[] = made.length > 0 ? made : [[name, signature]];
  return calls.filter(([, call]) => !saysShop(checker, call.parameters)).map(([what]) => what);
}

type Callable = [name: string, signature: ts.Signature];

/** What a factory makes: a function, or an object of them. A promise is no factory's. */
function callablesIn(checker: ts.TypeChecker, type: ts.Type, name: string): Callable[] {
  if (type.getProperty("then")) return [];
  const [itself] = type.getCallSignatures();
  if (itself) return [[`${name}()`, itself]];
  return type.getProperties().flatMap((property): Callable[] => {
    const [call] = checker.getTypeOfSymbol(property).getCallSignatures();
    return call ? [[`${name}().${property.name}`, call]] : [];
  });
}

function saysShop(checker: ts.TypeChecker, parameters: readonly ts.Symbol[]): boolean {
  for (const parameter of parameters) {
    const type = checker.getTypeOfSymbol(parameter);
    if (isText(type)) return parameter.name === "shop";
    if (carriesShop(checker, type)) return true;
    if (!isPart(checker, type)) return false;
  }
  return false;
}

function carriesShop(checker: ts.TypeChecker, type: ts.Type): boolean {
  const one = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : type;
  const shop = one?.getProperty("shop");
  return shop !== undefined && isText(checker.getTypeOfSymbol(shop));
}

/** What a function works with, and not on: it holds the database, or all that it has are functions. */
function isPart(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (holdsDatabase(checker, type) || checker.typeToString(type) === "Logger") return true;
  const isPlain = (type.flags & ts.TypeFlags.Object) !== 0 && type.symbol.name !== "Date";
  if (!isPlain || checker.isArrayLikeType(type)) return false;
  const properties = type.getProperties();
  return properties.length > 0 && properties.every((property) => isCallable(checker, property));
}

const isText = (type: ts.Type) => (type.flags & ts.TypeFlags.StringLike) !== 0;
const isCallable = (checker: ts.TypeChecker, property: ts.Symbol) =>
  checker.getTypeOfSymbol(property).getCallSignatures().length > 0;
