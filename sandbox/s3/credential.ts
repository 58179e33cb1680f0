import { refuse, type Refusal } from "./refusal.ts";

/** A request as it came over the wire: nothing decoded, nothing normalised, or an altered one could pass. */
export interface WireRequest {
  method: string;
  /** As sent, still escaped. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
}

/** What a request says about its own signature, before any of it is believed. */
export interface Claim {
  accessKeyId: string;
  region: string;
  date: Date;
  /** Only a presigned request has it. */
  expiresInSeconds?: number;
  signedHeaders: string[];
  signature: string;
  payloadHash: string;
}

type Parts = Record<"credential" | "signedHeaders" | "signature" | "date" | "payloadHash", string>;

/** Reads the Authorization header or, for presigned requests, the X-Amz-* parameters. */
export function readClaim(request: WireRequest): Claim | Refusal {
  const { headers, query } = request;
  const presigned = query.has("X-Amz-Signature") || query.has("X-Amz-Algorithm");
  if (presigned && headers.authorization)
    return refuse("AuthorizationQueryParametersError", "Only one way of signing");
  if (presigned) return claimOfQuery(query, headers);
  return headers.authorization ? claimOfHeader(headers.authorization, headers) : refuse("AccessDenied");
}

function claimOfHeader(authorization: string, headers: Record<string, string>): Claim | Refusal {
  const match = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=(\S+)$/.exec(
    authorization,
  );
  const payloadHash = headers["x-amz-content-sha256"];
  if (!match) return refuse("AuthorizationHeaderMalformed");
  if (!payloadHash) return refuse("MissingSecurityHeader");
  const [, credential = "", signedHeaders = "", signature = ""] = match;
  const date = headers["x-amz-date"] ?? "";
  return (
    claimOf({ credential, signedHeaders, signature, date, payloadHash }) ??
    refuse("AuthorizationHeaderMalformed")
  );
}

function claimOfQuery(query: URLSearchParams, headers: Record<string, string>): Claim | Refusal {
  const of = (name: string) => query.get(`X-Amz-${name}`) ?? "";
  const expires = Number(of("Expires") || Number.NaN);
  const claim = claimOf({
    credential: of("Credential"),
    signedHeaders: of("SignedHeaders"),
    signature: of("Signature"),
    date: of("Date"),
    payloadHash: headers["x-amz-content-sha256"] ?? (of("Content-Sha256") || "UNSIGNED-PAYLOAD"),
  });
  const week = 7 * 24 * 3600;
  const sound =
    of("Algorithm") === "AWS4-HMAC-SHA256" && Number.isInteger(expires) && expires > 0 && expires <= week;
  return claim && sound
    ? { ...claim, expiresInSeconds: expires }
    : refuse("AuthorizationQueryParametersError");
}

function claimOf({ credential, signedHeaders, signature, date, payloadHash }: Parts): Claim | undefined {
  const [accessKeyId, day, region, service, kind, ...rest] = credential.split("/");
  const time = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!accessKeyId || !region || !time || rest.length > 0) return undefined;
  if (service !== "s3" || kind !== "aws4_request" || !date.startsWith(`${day}T`)) return undefined;

  const [year, month, dayOfMonth, hour, minute, second] = time.slice(1).map(Number) as [number, ...number[]];
  const moment = new Date(Date.UTC(year, (month ?? 0) - 1, dayOfMonth, hour, minute, second));
  return {
    accessKeyId,
    region,
    date: moment,
    signedHeaders: signedHeaders.split(";"),
    signature,
    payloadHash,
  };
}
