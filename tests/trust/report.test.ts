import { describe, expect, test } from "vitest";
import { CLAIMS } from "../../app/privacy/claims.ts";
import { figuresOf, MEASURED, problemsOf, readReport, unproven } from "./report.ts";

type Told = { file: string; title: string; status?: string; figures?: Record<string, number> };

/** As vitest writes it. */
const reported = (tests: readonly Told[]) =>
  readReport(
    JSON.stringify({
      testResults: tests.map(({ file, title, status = "passed", figures }) => ({
        name: `/somewhere/${file}`,
        assertionResults: [{ title, status, meta: figures ? { figures } : {} }],
      })),
    }),
  );

const filled = (name: string) => name.replaceAll(/%\w|\$\w+/g, "one of them");
const proofs = Object.values(CLAIMS).map(({ proof }) => ({ file: proof.file, title: filled(proof.test) }));
const measures = {
  file: "tests/trust/any.test.ts",
  title: "measures",
  figures: Object.fromEntries(MEASURED.map((name) => [name, 0])),
};

describe("the report of trust", () => {
  test("with every proof passed and all measured has no problem", () => {
    const figures = figuresOf(reported([...proofs, measures]));
    expect(figures).toMatchObject({
      claims: Object.keys(CLAIMS).length,
      claims_unproven: 0,
      foreign_access: 0,
    });
    expect(problemsOf(figures)).toEqual([]);
  });

  test.each(["failed", "skipped"])("counts a claim whose test is %s as unproven", (status) => {
    const [first, ...others] = proofs;
    if (!first) throw new Error("there are no claims");
    const results = reported([{ ...first, status }, ...others, measures]);
    expect(unproven(results)).toContain(Object.keys(CLAIMS)[0]);
    expect(problemsOf(figuresOf(results))).not.toEqual([]);
  });

  test("counts a claim whose test did not run, or passed in one case of two, as unproven", () => {
    const [first, ...others] = proofs;
    if (!first) throw new Error("there are no claims");
    expect(unproven(reported(others))).toContain(Object.keys(CLAIMS)[0]);
    expect(unproven(reported([...proofs, { ...first, status: "failed" }]))).toContain(Object.keys(CLAIMS)[0]);
  });

  test.each(MEASURED)("has a problem where nobody measured %s, and no figure for it", (name) => {
    const { [name]: _left, ...others } = measures.figures;
    const figures = figuresOf(reported([...proofs, { ...measures, figures: others }]));
    expect(figures[name]).toBeNull();
    expect(problemsOf(figures)).toEqual([`${name} was not measured`]);
  });

  test.each(["sees and changes nothing", "is not let in"])(
    "has a problem where no way was walked by one who %s",
    (walk) => {
      const others = proofs.filter(({ title }) => !title.endsWith(walk));
      const figures = figuresOf(reported([...others, measures]));
      expect(figures).toMatchObject({ routes_walked: null, foreign_access: null });
      expect(problemsOf(figures)).toContain("routes_walked was not measured");
    },
  );

  test("counts a way that let a stranger in", () => {
    const failed = proofs.map((proof) => ({
      ...proof,
      status: proof.title.endsWith("is not let in") ? "failed" : "passed",
    }));
    expect(problemsOf(figuresOf(reported([...failed, measures])))).toContain("foreign_access is 1");
  });

  test("tells the worst of what several have measured, or all of it", () => {
    const also = (figures: Record<string, number>) => ({ ...measures, figures });
    const figures = figuresOf(
      reported([
        ...proofs,
        also({ rows_left_after_erasure: 2, webhook_p99_ms: 90 }),
        also({ rows_left_after_erasure: 3, webhook_p99_ms: 40 }),
        measures,
      ]),
    );
    expect(figures).toMatchObject({ rows_left_after_erasure: 5, webhook_p99_ms: 90 });
    expect(problemsOf(figures)).toContain("rows_left_after_erasure is 5");
  });
});
