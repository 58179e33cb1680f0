import { StageImage } from "../platform/admin-api/operations.generated.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Work } from "./only-writer.server.ts";
import { refuse } from "./product-on-shopify.server.ts";

export type UploadDeps = {
  fetch: typeof fetch;
  /** For the sandbox alone, whose upload targets are local. */
  allowHttpUploads: boolean;
};

const MIME_TYPE = "image/jpeg";

/** Puts the file where Shopify fetches it from; answers the address to give as the media's source. */
export async function uploadImage(deps: UploadDeps, work: Work, jpeg: Buffer): Promise<string> {
  const { stagedUploadsCreate } = await work.admin.request(StageImage, {
    input: {
      filename: work.publication.fileName,
      mimeType: MIME_TYPE,
      resource: "IMAGE",
      httpMethod: "PUT",
      fileSize: String(jpeg.length),
    },
  });
  refuse(stagedUploadsCreate?.userErrors, { step: "stage" });
  const target = stagedUploadsCreate?.stagedTargets?.[0];
  if (!target?.url || !target.resourceUrl) throw new PackshotError("shopify_refused", { step: "stage" });

  const url = new URL(target.url);
  if (url.protocol !== "https:" && !(deps.allowHttpUploads && url.protocol === "http:")) {
    throw new PackshotError("shopify_refused", { step: "upload", protocol: url.protocol });
  }
  await put(deps, url, jpeg, target.parameters, work.signal());
  return target.resourceUrl;
}

/** The target's parameters are headers of the PUT: https://shopify.dev/docs/apps/build/online-store/product-media */
async function put(
  deps: UploadDeps,
  url: URL,
  jpeg: Buffer,
  parameters: readonly { name: string; value: string }[],
  signal: AbortSignal,
): Promise<void> {
  const headers = new Headers({ "content-type": MIME_TYPE });
  for (const { name, value } of parameters) headers.set(name, value);
  const response = await deps
    .fetch(url, { method: "PUT", headers, body: new Uint8Array(jpeg), redirect: "error", signal })
    .catch((cause: unknown) => {
      throw new PackshotError("shopify_unreachable", { step: "upload", sent: "no" }, { cause });
    });
  await response.arrayBuffer();
  if (!response.ok) {
    throw new PackshotError("shopify_unreachable", { step: "upload", sent: "no", status: response.status });
  }
}
