import type { Secret } from "../find-secrets.ts";
import { configured, type LongRun } from "./scene.ts";

/** The addresses of files that pages hold are signed; the signature is what opens them. */
const SIGNATURES = /X-Amz-Signature=([0-9a-f]{64})/g;

/** Every secret of the run. Those of the configuration, all that Shopify gave out, sign-ins, signed addresses. */
export function secretsUsed(run: LongRun): Secret[] {
  const { keys, north, south } = run;
  const sealing = Object.values(keys).flatMap(({ id, key }): Secret[] => [
    { name: `encryption key ${id}`, value: key },
    { name: `encryption key ${id} as it is configured`, value: key.toString("base64") },
  ]);
  const pseudonyms = Buffer.from(run.stack.env.PSEUDONYM_KEY, "base64");
  const tokens = [north, south].flatMap(({ domain, shop }) =>
    shop.tokens.flatMap(({ kind, token, refreshToken }, n) => [
      { name: `${kind} access token ${n} of ${domain}`, value: token },
      ...(refreshToken ? [{ name: `refresh token ${n} of ${domain}`, value: refreshToken }] : []),
    ]),
  );
  // The signature alone makes a session token one.
  const signIns = [north, south].flatMap(({ domain, visit }) =>
    visit.tokens.map((token, n) => ({
      name: `session token ${n} of ${domain}`,
      value: token.split(".")[2] ?? "",
    })),
  );
  // No secrets, but promised to be kept nowhere: what Shopify tells of staff and customers besides their names.
  const mails = [...north.shop.staff, ...south.shop.staff].map(({ email }) => email);
  const personal = [...new Set([...mails, "customer@example.com", "555-625-1199"])];
  return [
    ...personal.map((value) => ({ name: `of a person: ${value.length} characters`, value })),
    ...Object.entries(configured(run)).map(([name, value]) => ({ name, value })),
    ...[...sealing, { name: "PSEUDONYM_KEY as bytes", value: pseudonyms }, ...tokens, ...signIns],
  ];
}

/** The signatures of all addresses that pages gave to people. */
export function signaturesGiven(run: LongRun): Secret[] {
  const given = new Set<string>();
  for (const { content } of run.shown) {
    const text = typeof content === "string" ? content : "";
    for (const [, signature = ""] of text.matchAll(SIGNATURES)) given.add(signature);
  }
  return [...given].map((value, n) => ({ name: `signature ${n} of a file's address`, value }));
}
