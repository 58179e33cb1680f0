import { readAnswer, unreachable, type AdminAnswer } from "./admin-answer.ts";

const API_VERSION = "2026-10";
const TIMEOUT_MS = 30_000;

/** Where to, and by whose leave. */
type To = { shop: string; token: string; fetch: typeof fetch };

export type AdminRequest = { body: unknown; isMutation: boolean; signal?: AbortSignal };

/** One request, once. */
export async function send(
  { shop, token, fetch }: To,
  { body, isMutation, signal }: AdminRequest,
): Promise<AdminAnswer> {
  if (signal?.aborted) return unreachable({ sent: "no" }, signal.reason);
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(`https://${shop}/admin/api/${API_VERSION}/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-shopify-access-token": token,
      },
      body: JSON.stringify(body),
      // fetch would carry our token to wherever it is sent on to.
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await readAnswer(response, isMutation);
  } catch (error) {
    return unreachable({ sent: neverLeft(error) ? "no" : "maybe" }, error);
  }
}

/** Node's fetch puts the system's reason into the cause. */
function neverLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT"].includes(String(code));
}
