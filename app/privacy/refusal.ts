import { isPackshotError } from "../platform/errors.ts";

/**
 * Whether Shopify itself says that our credentials for a store are worthless, as it does from the moment of an
 * uninstall on: 401 to an access token that has not run out (https://shopify.dev/docs/api/usage/response-codes), or
 * `invalid_grant` to a refresh token (RFC 6749, section 5.2). A frozen, locked or closed store answers 402, 423 or 404,
 * a wrong client secret `invalid_client`, and a key of ours that does not fit nothing at all: none of them is an uninstall.
 */
export function isRefusal(error: unknown): boolean {
  if (!isPackshotError(error)) return false;
  if (error.code === "reconnect_needed") return grantError(error.cause) === "invalid_grant";
  if (error.code !== "shopify_access_lost") return false;
  return error.data.status === 401 || grantError(error.cause) === "invalid_grant";
}

/** Of the library's HttpResponseError, which keeps the answer's body. */
function grantError(cause: unknown): unknown {
  const response = propertyOf(cause, "response");
  return propertyOf(propertyOf(response, "body"), "error");
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
