import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { StageImages, type StageImagesMutation } from "../platform/admin-api/operations.generated.ts";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { refuse } from "./product-on-shopify.server.ts";

type Payload = NonNullable<StageImagesMutation["stagedUploadsCreate"]>;
export type StagedTarget = NonNullable<Payload["stagedTargets"]>[number];

export const MIME_TYPE = "image/jpeg";

/** Asks where to put files, many at once; of images Shopify need not know the size. When one is refused all are, so then each is asked for alone. */
export async function stageUploads(
  admin: AdminApi,
  fileNames: readonly string[],
): Promise<(StagedTarget | Error)[]> {
  try {
    return await stageAll(admin, fileNames);
  } catch (error) {
    if (fileNames.length === 1 || !isPackshotError(error) || error.code !== "shopify_refused") throw error;
  }
  const alone = await Promise.allSettled(fileNames.map((fileName) => stageAll(admin, [fileName])));
  return alone.flatMap((one): (StagedTarget | Error)[] =>
    one.status === "fulfilled" ? one.value : [one.reason as Error],
  );
}

async function stageAll(admin: AdminApi, fileNames: readonly string[]): Promise<StagedTarget[]> {
  const { stagedUploadsCreate } = await admin.request(StageImages, {
    inputs: fileNames.map((fileName) => ({
      filename: fileName,
      mimeType: MIME_TYPE,
      resource: "IMAGE" as const,
      httpMethod: "PUT" as const,
    })),
  });
  refuse(stagedUploadsCreate?.userErrors, { step: "stage" });
  const targets = stagedUploadsCreate?.stagedTargets ?? [];
  if (targets.length !== fileNames.length) throw new PackshotError("shopify_refused", { step: "stage" });
  return targets; // in the order of the files
}
