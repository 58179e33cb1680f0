/** What S3 answers when it refuses: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

const known = {
  AccessDenied: [403, "Access Denied"],
  SignatureDoesNotMatch: [
    403,
    "The request signature we calculated does not match the signature you provided.",
  ],
  InvalidAccessKeyId: [403, "The AWS Access Key Id you provided does not exist in our records."],
  RequestTimeTooSkewed: [403, "The difference between the request time and the current time is too large."],
  AuthorizationHeaderMalformed: [400, "The authorization header that you provided is not valid."],
  AuthorizationQueryParametersError: [400, "The query parameters of the signature are not valid."],
  XAmzContentSHA256Mismatch: [
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
  MissingSecurityHeader: [400, "Your request is missing a required header."],
  EntityTooLarge: [400, "Your proposed upload exceeds the maximum allowed size."],
  NoSuchUpload: [404, "The specified multipart upload does not exist."],
  InvalidPart: [400, "One or more of the specified parts could not be found, or differ in size or ETag."],
  NotImplemented: [501, "A header that you provided implies functionality that is not implemented."],
  InternalError: [500, "We encountered an internal error. Please try again."],
  SlowDown: [503, "Please reduce your request rate."],
} satisfies Record<string, [number, string]>;

export function refuse(code: keyof typeof known, message?: string): Refusal {
  const [status, usual] = known[code];
  return { status, code, message: message ?? usual };
}

export function refusalXml({ code, message }: Refusal): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}
