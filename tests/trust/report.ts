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

export const MEASURED = [
  "plaintext_secrets_found",
  "rows_left_after_erasure",
  "objects_left_after_erasure",
  "stop_after_uninstall_s",
  "webhook_p99_ms",
  "bad_images_tried",
  "crashes",
] as const satisfies readonly (keyof Figures)[];

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
  const walks = results.filter(
    ({ file, title }) => file.endsWith(STRANGER) && WALKS.some((name) => isNamed(title, name)),
  );
  const told = Object.assign({}, ...results.map(({ figures }) => figures)) as Partial<Figures>;
  const walked = walks.length > 0 ? walks.length : null;
  return {
    routes_walked: walked,
    foreign_access: walked && walks.filter(({ passed }) => !passed).length,
    claims: Object.keys(CLAIMS).length,
    claims_unproven: unproven(results).length,
    ...(Object.fromEntries(MEASURED.map((name) => [name, told[name] ?? null])) as Record<
      keyof Figures,
      number | null
    >),
  };
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
