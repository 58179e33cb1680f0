/** What a credential looks like, whoever put it where: Shopify's and Google's tokens, session tokens, passwords in addresses. */
const SHAPES: readonly [RegExp, string][] = [
  [/\bshp[a-z]{2,3}_[\w-]{8,}/g, "[secret]"],
  [/\bAIza[\w-]{20,}/g, "[secret]"],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?/g, "[secret]"],
  [/\b(Bearer|Basic) +(?=[^\s"]*\d)[\w.~+/-]{8,}=*/g, "$1 [secret]"],
  [/(?<=[a-z]:\/\/[^\s:@/"\\]{0,64}:)[^\s@/"\\]+(?=@)/gi, "[secret]"],
  [
    /\b(id_token|access_token|refresh_token|client_secret|hmac|X-Amz-Signature|X-Goog-Signature)=[^&\s"\\]+/gi,
    "$1=[secret]",
  ],
];
/** Shorter ones would be found in words. */
const SHORTEST = 8;

/**
 * Takes secrets out of a text: the given ones as they stand, in an address or in JSON, and whatever looks like one. The
 * second net: nothing should bring a secret here. JSON stays JSON.
 */
export function createRedact(secrets: readonly string[]): (text: string) => string {
  const written = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((one, other) => other.length - one.length);
  const known = written.length > 0 ? new RegExp([...new Set(written)].map(escaped).join("|"), "g") : null;
  return (text) => {
    const without = known ? text.replace(known, "[secret]") : text;
    return SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), without);
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
