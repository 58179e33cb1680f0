import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { AppProcess } from "../../sandbox/app-process.ts";
import { eventually } from "../eventually.ts";
import { startStack, type Stack } from "../stack.ts";
import { createTripwire, type Moment, type Passed } from "../tripwire.ts";

export type Killable = Stack & {
  /** Runs the app, kills it -9 at the chosen request, starts it again. False when that request never came. */
  killedAt(
    step: number,
    moment: Moment,
    work: { begin(): Promise<unknown>; isOver(): Promise<boolean> },
  ): Promise<boolean>;
  /** Of the shops' files. */
  objectKeys(): Promise<string[]>;
  /** Every request of the app so far. */
  passed(): Passed[];
};

/** The stack with a tripwire before everything the app talks to, and leases short enough to wait for. */
export async function startKillable(extra: Record<string, string> = {}): Promise<Killable> {
  const stack = await startStack();
  const { shopify, gemini, s3, env } = stack;
  const wire = await createTripwire({ shopify: shopify.origin, gemini: gemini.origin, s3: s3.endpoint });
  const { shopify: admin = "", gemini: model = "", s3: store = "" } = wire.origins;
  shopify.store.origin = admin; // the addresses that the stand-in gives out lead through the wire as well
  const settings = {
    SHOPIFY_ADMIN_ORIGIN: admin,
    MEDIA_HOSTS: admin,
    GEMINI_BASE_URL: model,
    S3_ENDPOINT: store,
    LEASE_SECONDS: "2",
    SWEEP_SECONDS: "1",
    ...extra,
  };
  let app: AppProcess = await stack.startWeb(settings);

  return {
    ...stack,
    async killedAt(step, moment, work) {
      let died: Promise<void> | undefined;
      wire.arm(step, moment, () => (died = app.kill("SIGKILL")));
      await work.begin().catch(() => "cut off by the kill");
      await eventually(async () => !wire.isArmed() || (await work.isOver()), Boolean, 60_000);
      if (wire.isArmed()) {
        wire.disarm();
        return false;
      }
      await died;
      app = await stack.startWeb(settings);
      return true;
    },
    passed: wire.passed,
    objectKeys: async () => (await keysIn(s3.endpoint, env)).filter((key) => key.startsWith("shops/")),
    async close() {
      wire.close();
      await stack.close();
    },
  };
}

async function keysIn(endpoint: string, env: Stack["env"]): Promise<string[]> {
  const client = new S3Client({
    endpoint,
    region: "auto",
    forcePathStyle: true,
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
  });
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: env.S3_BUCKET }));
  client.destroy();
  return Contents.flatMap(({ Key }) => Key ?? []);
}
