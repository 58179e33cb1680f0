import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { StageImages, type StageImagesMutation } from "../platform/admin-api/operations.generated.ts";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { refuse } from "./product-on-shopify.server.ts";

export type UploadFile = { fileName: string; bytes: number };
type Payload = NonNullable<StageImagesMutation["stagedUploadsCreate"]>;
export type StagedTarget = NonNullable<Payload["stagedTargets"]>[number];

export const MIME_TYPE = "image/jpeg";

/** Asks where to put files, many at once. When one is refused all are, so then each is asked for alone. */
export async function stageUploads(
  admin: AdminApi,
  files: readonly UploadFile[],
): Promise<(StagedTarget | Error)[]> {
  try {
    return await stageAll(admin, files);
  } catch (error) {
    if (files.length === 1 || !isPackshotError(error) || error.code !== "shopify_refused") throw error;
  }
  const alone = await Promise.allSettled(files.map((file) => stageAll(admin, [file])));
  return alone.flatMap((one): (StagedTarget | Error)[] =>
    one.status === "fulfilled" ? one.value : [one.reason as Error],
  );
}

async function stageAll(admin: AdminApi, files: readonly UploadFile[]): Promise<StagedTarget[]> {
  const { stagedUploadsCreate } = await admin.request(StageImages, {
    inputs: files.map(({ fileName, bytes }) => ({
      filename: fileName,
      mimeType: MIME_TYPE,
      resource: "IMAGE" as const,
      httpMethod: "PUT" as const,
      fileSize: String(bytes),
    })),
  });
  refuse(stagedUploadsCreate?.userErrors, { step: "stage" });
  const targets = stagedUploadsCreate?.stagedTargets ?? [];
  if (targets.length !== files.length) throw new PackshotError("shopify_refused", { step: "stage" });
  return targets; // in the order of the files
}
