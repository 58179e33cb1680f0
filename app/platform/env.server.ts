import { z } from "zod";

/**
 * The whole configuration, read in one place. `APP_ENV` says which world the app talks to (`production`: Shopify and
 * Google; `sandbox`: whatever servers the addresses name); `NODE_ENV` says only how the code was built.
 */
export type Env = z.infer<typeof Shape> & { readonly isSandbox: boolean };

export class ConfigurationError extends Error {
  override name = "ConfigurationError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

const url = (protocols: RegExp, example: string) =>
  z
    .string({ error: `is missing; it should be like ${example}` })
    .refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol), {
      error: `should be a URL like ${example}`,
    })
    .transform((value) => value.replace(/\/+$/, ""));

const text = (what: string) =>
  z.string({ error: `is missing; it should be ${what}` }).min(1, { error: `is empty; it should be ${what}` });

const whole = (fallback: number, least: number, most: number) =>
  z.coerce
    .number({ error: `should be a whole number from ${least} to ${most}` })
    .int({ error: `should be a whole number from ${least} to ${most}` })
    .min(least, { error: `should be at least ${least}` })
    .max(most, { error: `should be at most ${most}` })
    .default(fallback);

const optionalWhole = (least: number, most: number) => whole(least, least, most).removeDefault().optional();

const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  );

const KEY_SHAPE =
  "should be `id:key` pairs joined by commas, each key 32 random bytes in base64; the first one encrypts";

const encryptionKeys = text("`id:key` pairs, each key 32 random bytes in base64")
  .transform((value, context) => {
    const keys = value.split(",").map((pair) => {
      const [id = "", key = ""] = pair.trim().split(/:(.*)/s);
      return { id, key: Buffer.from(key, "base64") };
    });
    const broken = keys.some(({ id, key }) => !/^[\w-]{1,32}$/.test(id) || key.length !== 32);
    const repeated = new Set(keys.map(({ id }) => id)).size !== keys.length;
    if (broken || repeated) context.addIssue({ code: "custom", message: KEY_SHAPE });
    return keys;
  })
  .refine((keys) => keys.every(({ key }) => new Set(key).size > 8), {
    error: "holds a weak key; make one with: openssl rand -base64 32",
  });

/** Not one of the encryption keys: those are replaced in time, but a shop's pseudonym stays the same for years. */
const pseudonymKey = text("32 random bytes in base64, for the pseudonyms of shops that were erased")
  .transform((value) => Buffer.from(value, "base64"))
  .refine((key) => key.length === 32 && new Set(key).size > 8, {
    error: "should be 32 random bytes in base64; make them with: openssl rand -base64 32",
  });

const Shape = z.object({
  APP_ENV: z
    .enum(["production", "sandbox"], { error: "should be `production` or `sandbox`" })
    .default("production"),
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  PORT: whole(3000, 0, 65_535),
  HOST: z.string().default("0.0.0.0"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),

  SHOPIFY_APP_URL: url(/^https?:$/, "https://packshot.example.com"),
  SHOPIFY_API_KEY: text("the client id of the app in Shopify's Dev Dashboard"),
  SHOPIFY_API_SECRET: text("the client secret of the app in Shopify's Dev Dashboard"),
  SHOPIFY_API_SECRET_OLD: z.string().optional(),
  SHOPIFY_ADMIN_ORIGIN: url(/^https?:$/, "http://localhost:4000").optional(),
  FRAME_ANCESTORS: list,
  APP_BRIDGE_URL: url(/^https?:$/, "http://localhost:4000/app-bridge.js").default(
    "https://cdn.shopify.com/shopifycloud/app-bridge.js",
  ),
  MEDIA_HOSTS: list
    .refine((hosts) => hosts.every((host) => /^(http:\/\/)?[\w.-]+(:\d+)?$/.test(host)), {
      error:
        "should be host names joined by commas, without paths or stars; in the sandbox also http://host:port",
    })
    .transform((hosts) => (hosts.length > 0 ? hosts : ["cdn.shopify.com"])),

  DATABASE_URL: url(/^postgres(ql)?:$/, "postgresql://user:password@host:5432/packshot"),
  DATABASE_OWNER_URL: url(/^postgres(ql)?:$/, "postgresql://owner:password@host:5432/packshot").optional(),
  DATABASE_POOL_SIZE: whole(10, 1, 200),
  REDIS_URL: url(/^rediss?:$/, "redis://host:6379").optional(),
  ENCRYPTION_KEYS: encryptionKeys,
  PSEUDONYM_KEY: pseudonymKey,

  S3_ENDPOINT: url(/^https?:$/, "https://ACCOUNT.r2.cloudflarestorage.com"),
  S3_REGION: z.string().default("auto"),
  S3_BUCKET: text("the bucket's name"),
  S3_ACCESS_KEY_ID: text("the access key's id"),
  S3_SECRET_ACCESS_KEY: text("the access key's secret"),

  GEMINI_API_KEY: text("a key of the Gemini API"),
  GEMINI_BASE_URL: url(/^https?:$/, "https://generativelanguage.googleapis.com").default(
    "https://generativelanguage.googleapis.com",
  ),
  GEMINI_API_VERSION: z
    .string()
    .regex(/^v\d\w*$/, { error: "should be like v1 or v1beta" })
    .default("v1beta"),
  GEMINI_MODEL: z
    .string()
    .regex(/^[\w.-]{1,64}$/, { error: "should be the id of an image model, like gemini-nano-banana-2.1" })
    .default("gemini-nano-banana-2.1"),
  GEMINI_TIMEOUT_SECONDS: whole(240, 1, 600),

  STARTING_CREDITS: whole(100, 0, 100_000_000),
  BATCH_CAP_CREDITS: whole(200_000, 1, 100_000_000),
  MONTHLY_CAP_CREDITS: whole(1_000_000, 1, 100_000_000),
  MODEL_REQUESTS_PER_MINUTE: whole(500, 1, 100_000),
  MODEL_IMAGES_PER_MINUTE: optionalWhole(1, 100_000),
  MODEL_REQUESTS_PER_DAY: optionalWhole(0, 100_000_000),
  MODEL_CONCURRENCY: whole(32, 1, 1_000),
  MODEL_DAILY_LIMIT_USD: optionalWhole(0, 1_000_000),

  PHOTO_TIMEOUT_SECONDS: whole(20, 1, 120),
  GENERATION_CONCURRENCY: whole(16, 1, 100),
  PUBLISHING_CONCURRENCY: whole(24, 1, 100),
  LEASE_SECONDS: whole(60, 2, 600),
  SWEEP_SECONDS: whole(15, 1, 600),

  OPERATOR_NAME: z.string().default("Nobody: this is a sandbox"),
  OPERATOR_ADDRESS: z.string().default("no address"),
  OPERATOR_COUNTRY: z.string().default("no country"),
  OPERATOR_EMAIL: z.email({ error: "should be an e-mail address" }).default("nobody@packshot.invalid"),
  OPERATOR_DPO: z.string().optional(),
  HOSTING: z.string().default("The machine that runs this sandbox"),

  SHOP_REQUESTS_PER_MINUTE: whole(1_200, 1, 1_000_000),
  COSTLY_REQUESTS_PER_MINUTE: whole(120, 1, 1_000_000),
  REFUSED_WEBHOOKS_PER_MINUTE: whole(300, 1, 1_000_000),
  STRANGER_REQUESTS_PER_MINUTE: whole(300, 1, 1_000_000),
  REFUSED_TOKENS_PER_MINUTE: whole(60, 1, 1_000_000),
  TRUST_PROXY: optionalWhole(0, 10),

  METRICS_TOKEN: z.string().min(16, { error: "should have at least 16 characters" }).optional(),
  METRICS_PORT: whole(0, 0, 65_535),
});

/** Parses and freezes the environment; throws one ConfigurationError that names every problem. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Shape.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  if ((present.APP_ENV ?? "production") === "production") problems.push(...productionProblems(present));
  if (!parsed.success || problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
  return Object.freeze({ ...parsed.data, isSandbox: parsed.data.APP_ENV === "sandbox" });
}

/** Merchants must know whom they trust: without these nobody's data is taken in. */
const OPERATOR = {
  OPERATOR_NAME: "who operates the app",
  OPERATOR_ADDRESS: "where that is",
  OPERATOR_COUNTRY: "in which country",
  OPERATOR_EMAIL: "how to reach them",
  HOSTING: "who hosts it, and in which region",
};

/** What may be set for the sandbox alone, and what must be encrypted on its way. */
function productionProblems(source: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  for (const name of ["SHOPIFY_ADMIN_ORIGIN", "FRAME_ANCESTORS", "APP_BRIDGE_URL"]) {
    if (source[name]) problems.push(`${name} is a stand-in setting; remove it or set APP_ENV=sandbox`);
  }
  for (const name of ["SHOPIFY_APP_URL", "S3_ENDPOINT", "GEMINI_BASE_URL"]) {
    if (source[name]?.startsWith("http:")) problems.push(`${name} should begin with https:// in production`);
  }
  if (source.MEDIA_HOSTS?.includes("http:"))
    problems.push("MEDIA_HOSTS should hold host names without http:// in production");
  for (const [name, what] of Object.entries(OPERATOR)) {
    if (!source[name]?.trim()) problems.push(`${name} is missing; the privacy policy must say ${what}`);
  }
  for (const name of [
    "SHOPIFY_API_SECRET",
    "SHOPIFY_API_SECRET_OLD",
    "GEMINI_API_KEY",
    "S3_SECRET_ACCESS_KEY",
  ]) {
    const value = source[name];
    if (value && (value.length < 16 || value.startsWith("sandbox"))) {
      problems.push(`${name} looks like a stand-in or is too short to be real`);
    }
  }
  return problems;
}
