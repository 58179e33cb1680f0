import { pino, type DestinationStream, type Logger as PinoLogger } from "pino";
import { isPackshotError } from "./errors.ts";
import { createRedact } from "./redact.ts";

export type Logger = PinoLogger;

const SECRET_NAMES = [
  "accessToken",
  "access_token",
  "refreshToken",
  "refresh_token",
  "token",
  "id_token",
  "apiKey",
  "apiSecret",
  "apiSecretKey",
  "client_secret",
  "secretAccessKey",
  "authorization",
  "Authorization",
  "cookie",
  "password",
];

type Options = {
  /** Values that must not stand in any line, whatever they are called there. */
  secrets?: readonly string[];
  destination?: DestinationStream;
};

/**
 * JSON lines on stdout. Names that hold secrets are censored wherever they stand in the first three levels, and then
 * each line once more for what is or looks like a secret.
 */
export function createLogger(level: string, { secrets = [], destination }: Options = {}): Logger {
  const paths = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = {
    level,
    base: { app: "packshot" },
    redact: { paths, censor: "[secret]" },
    serializers: { err: describeError },
    hooks: { streamWrite: createRedact(secrets) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error with its whole chain of causes, and the data of ours; never a request or response object. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    type: error.name,
    message: error.message,
    ...(isPackshotError(error) ? { code: error.code, data: error.data } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
