import { isErrorCode, type ErrorCode } from "../../platform/errors.ts";

/** The code of the failure in what an action answered, if it failed. */
export function failureIn(answer: unknown): ErrorCode | undefined {
  const failure =
    typeof answer === "object" && answer !== null && "failure" in answer ? answer.failure : undefined;
  if (typeof failure !== "object" || failure === null || !("code" in failure)) return undefined;
  return typeof failure.code === "string" ? errorCode(failure.code) : undefined;
}

/** Codes of another version read as `internal`. */
export function errorCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : "internal";
}
