import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CLAIMS } from "../../app/privacy/claims.ts";
import { figuresOf, problemsOf, readReport, unproven } from "./report.ts";

/**
 * `npm run test:trust [-- --json]`: runs the test of every claim of the policy and those that measure, and tells the
 * figures in its last line. Fails where a claim is not proven, somebody got at what is not theirs, or something was
 * not measured.
 */
const { values } = parseArgs({ options: { json: { type: "boolean" } } });

/** Beside the claims' own: what measures or guards the claims themselves. */
const OTHERS = ["tests/trust/"];

const files = [...new Set([...Object.values(CLAIMS).map(({ proof }) => proof.file), ...OTHERS])];
const folder = await mkdtemp(join(tmpdir(), "packshot-trust-"));
try {
  const report = join(folder, "report.json");
  const args = [
    "vitest",
    "run",
    ...files,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  // Without Redis half of what is measured would not be: then it ends with a word about that.
  const env = { ...process.env, REQUIRE_REDIS: "1" };
  // Its progress goes to stderr: stdout is for the figures.
  const child = spawn("npx", args, { stdio: ["ignore", 2, 2], env });
  const [code] = (await once(child, "exit")) as [number | null];
  const results = readReport(await readFile(report, "utf8"));
  const figures = figuresOf(results);
  const problems = problemsOf(figures);
  for (const id of unproven(results)) problems.push(`unproven: ${id} (${proofOf(id)})`);
  if (code !== 0) problems.push("tests have failed");
  for (const problem of problems) console.error(problem);
  console.log(values.json ? JSON.stringify(figures) : figures);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function proofOf(id: string): string {
  const proof = Object.entries(CLAIMS).find(([name]) => name === id)?.[1].proof;
  return proof ? `${proof.file}: ${proof.test}` : "";
}
