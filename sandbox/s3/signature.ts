import { createHash, timingSafeEqual } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { readClaim, type Claim, type WireRequest } from "./credential.ts";
import { refuse, type Refusal } from "./refusal.ts";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

const skewMs = 15 * 60_000;

/** Answers why the request must be refused, or nothing when its Signature V4 is ours, whole and in time. */
export async function refusalOf(
  request: WireRequest,
  keys: Credentials,
  now: Date,
): Promise<Refusal | undefined> {
  const claim = readClaim(request);
  if ("code" in claim) return claim;
  if (claim.accessKeyId !== keys.accessKeyId) return refuse("InvalidAccessKeyId");
  return (
    refusalOfTime(claim, now) ??
    refusalOfHeaders(claim, request) ??
    (await refusalOfSignature(claim, request, keys)) ??
    refusalOfBody(claim, request)
  );
}

function refusalOfTime({ date, expiresInSeconds }: Claim, now: Date): Refusal | undefined {
  const age = now.getTime() - date.getTime();
  if (expiresInSeconds === undefined)
    return Math.abs(age) > skewMs ? refuse("RequestTimeTooSkewed") : undefined;
  if (age < -skewMs) return refuse("AccessDenied", "Request is not valid yet");
  return age > expiresInSeconds * 1000 ? refuse("AccessDenied", "Request has expired") : undefined;
}

/** An unsigned host or x-amz-* header could change what the request means without breaking the signature. */
function refusalOfHeaders({ signedHeaders }: Claim, { headers }: WireRequest): Refusal | undefined {
  const mustBeSigned = Object.keys(headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  const unsigned = mustBeSigned.filter((name) => !signedHeaders.includes(name));
  const absent = signedHeaders.filter((name) => headers[name] === undefined);
  if (unsigned.length > 0)
    return refuse("AccessDenied", "There were headers present in the request which were not signed");
  return absent.length > 0 ? refuse("SignatureDoesNotMatch") : undefined;
}

async function refusalOfSignature(
  claim: Claim,
  request: WireRequest,
  keys: Credentials,
): Promise<Refusal | undefined> {
  const expected = await new Signer(keys, claim.region).signatureOf(claim, request);
  const given = Buffer.from(claim.signature);
  const same = given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
  return same ? undefined : refuse("SignatureDoesNotMatch");
}

function refusalOfBody({ payloadHash }: Claim, { body }: WireRequest): Refusal | undefined {
  if (payloadHash === "UNSIGNED-PAYLOAD") return undefined;
  // s3rver would store the framing of chunked signatures as part of the object.
  if (payloadHash.startsWith("STREAMING-")) return refuse("NotImplemented");
  return payloadHash === createHash("sha256").update(body).digest("hex")
    ? undefined
    : refuse("XAmzContentSHA256Mismatch");
}

/** The AWS SDK's own signer, told which headers count instead of choosing them. */
class Signer extends SignatureV4 {
  constructor(credentials: Credentials, region: string) {
    super({ credentials, region, service: "s3", sha256: Sha256, uriEscapePath: false });
  }

  async signatureOf(claim: Claim, request: WireRequest): Promise<string> {
    const { longDate, shortDate } = this.formatDate(claim.date);
    const headers = Object.fromEntries(
      claim.signedHeaders.map((name) => [name, canonical(request.headers[name] ?? "")]),
    );
    const names = [...new Set(request.query.keys())];
    const query = Object.fromEntries(names.map((name) => [name, request.query.getAll(name)]));
    const canonicalRequest = this.createCanonicalRequest(
      { ...request, query, headers, protocol: "http:", hostname: "" },
      headers,
      claim.payloadHash,
    );
    const scope = `${shortDate}/${claim.region}/s3/aws4_request`;
    const toSign = await this.createStringToSign(longDate, scope, canonicalRequest, "AWS4-HMAC-SHA256");
    return this.sign(toSign, { signingDate: claim.date });
  }
}

function canonical(value: string): string {
  return value.trim().replace(/\s+/g, " ");
}
