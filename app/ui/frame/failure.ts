type Failure = { code: string; sentence: string };

/** The failure in what an action answered, if it failed. */
export function failureIn(answer: unknown): Failure | undefined {
  const failure =
    typeof answer === "object" && answer !== null && "failure" in answer ? answer.failure : undefined;
  if (typeof failure !== "object" || failure === null) return undefined;
  const { code, sentence }: Partial<Record<string, unknown>> = { ...failure };
  return typeof code === "string" && typeof sentence === "string" ? { code, sentence } : undefined;
}
