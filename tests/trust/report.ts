import { z } from "zod";
import { CLAIMS } from "../../app/privacy/claims.ts";
import { isNamed } from "./test-names.ts";
import type { Figures } from "./measured.ts";

/** Of vitest's JSON report what is read here. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.string(),
          meta: z.object({ figures: z.record(z.string(), z.number()).optional() }).optional(),
        }),
      ),
    }),
  ),
});

type Result = { file: string; title: string; passed: boolean; figures: Record<string, number> };

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const worst = (values: readonly number[]) => Math.max(...values);

/** What tests measure, and what of it is told where several do: none hides what another one found. */
const TOLD = {
  plaintext_secrets_found: sum,
  rows_left_after_erasure: sum,
  objects_left_after_erasure: sum,
  stop_after_uninstall_s: worst,
  webhook_p99_ms: worst,
  bad_images_tried: sum,
  crashes: sum,
} as const satisfies Record<keyof Figures, (values: readonly number[]) => number>;
export const MEASURED = Object.keys(TOLD) as (keyof Figures)[];

const STRANGER = "tests/edge/stranger.test.ts";
const WALKS = ["$name: sees and changes nothing", "$name: is not let in"];

export function readReport(json: string): Result[] {
  return Report.parse(JSON.parse(json)).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status, meta }) => ({
      file: name,
      title,
      passed: status === "passed",
      figures: meta?.figures ?? {},
    })),
  );
}

/** Claims whose test did not pass in every case, or did not run. */
export function unproven(results: readonly Result[]): string[] {
  return Object.entries(CLAIMS)
    .filter(({ 1: { proof } }) => {
      const its = results.filter(
        ({ file, title }) => file.endsWith(proof.file) && isNamed(title, proof.test),
      );
      return its.length === 0 || !its.every(({ passed }) => passed);
    })
    .map(([id]) => id);
}

/** `null`: nobody measured it. */
export function figuresOf(results: readonly Result[]) {
  const walks = WALKS.map((name) =>
    results.filter(({ file, title }) => file.endsWith(STRANGER) && isNamed(title, name)),
  );
  const all = walks.flat();
  const [asStranger = 0, asNobody = 0] = walks.map(({ length }) => length);
  // Each way is gone twice: with another shop's ids, and without a sign-in. Half of that is no walk.
  const walked = asStranger > 0 && asStranger === asNobody ? all.length : null;
  const told = Object.fromEntries(MEASURED.map((name) => [name, toldOf(results, name)])) as Record<
    keyof Figures,
    number | null
  >;
  const { plaintext_secrets_found, ...others } = told;
  return {
    routes_walked: walked,
    foreign_access: walked && all.filter(({ passed }) => !passed).length,
    plaintext_secrets_found,
    claims: Object.keys(CLAIMS).length,
    claims_unproven: unproven(results).length,
    ...others,
  };
}

function toldOf(results: readonly Result[], name: keyof Figures): number | null {
  const values = results.flatMap(({ figures }) => figures[name] ?? []);
  return values.length > 0 ? TOLD[name](values) : null;
}

/** What must be nothing, and what must have been measured. */
export function problemsOf(figures: ReturnType<typeof figuresOf>): string[] {
  const { foreign_access, claims_unproven, plaintext_secrets_found, crashes } = figures;
  const { rows_left_after_erasure, objects_left_after_erasure } = figures;
  const none = { foreign_access, claims_unproven, plaintext_secrets_found, crashes };
  const left = { rows_left_after_erasure, objects_left_after_erasure };
  return [
    ...Object.entries(figures).flatMap(([name, value]) =>
      value === null ? [`${name} was not measured`] : [],
    ),
    ...Object.entries({ ...none, ...left }).flatMap(([name, value]) =>
      value ? [`${name} is ${value}`] : [],
    ),
  ];
}
