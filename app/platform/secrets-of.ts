import type { Env } from "./env.server.ts";

/** Every value of the configuration that nobody may read who does not run the app. */
export function secretsOf(env: Env): string[] {
  const values = [
    env.SHOPIFY_API_SECRET,
    env.SHOPIFY_API_SECRET_OLD,
    env.S3_SECRET_ACCESS_KEY,
    env.GEMINI_API_KEY,
    env.METRICS_TOKEN,
    passwordIn(env.DATABASE_URL),
    passwordIn(env.DATABASE_OWNER_URL),
    passwordIn(env.REDIS_URL),
    env.PSEUDONYM_KEY.toString("base64"),
    ...env.ENCRYPTION_KEYS.map(({ key }) => key.toString("base64")),
  ];
  return values.filter((value) => value !== undefined && value !== "") as string[];
}

function passwordIn(url: string | undefined): string | undefined {
  return url && decodeURIComponent(new URL(url).password);
}
