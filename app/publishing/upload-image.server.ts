import { PackshotError } from "../platform/errors.ts";
import { AddressRefused } from "../platform/outgoing/public-address.server.ts";
import type { FetchOutside } from "../platform/outgoing/request-outside.server.ts";
import { MIME_TYPE, type StagedTarget } from "./stage-uploads.server.ts";

export type UploadDeps = {
  fetch: FetchOutside;
  /** For the sandbox alone, whose upload targets are local. */
  allowHttpUploads: boolean;
};

/**
 * Puts the file where Shopify fetches it from; answers the address to give as the media's source. The target's
 * parameters are headers of the PUT: https://shopify.dev/docs/apps/build/online-store/product-media
 */
export async function uploadImage(
  deps: UploadDeps,
  target: StagedTarget,
  jpeg: Buffer,
  signal: AbortSignal,
): Promise<string> {
  if (!target.url || !target.resourceUrl) throw new PackshotError("shopify_refused", { step: "stage" });
  const url = new URL(target.url);
  if (url.protocol !== "https:" && !(deps.allowHttpUploads && url.protocol === "http:")) {
    throw new PackshotError("shopify_refused", { step: "upload", protocol: url.protocol });
  }
  const headers = new Headers({ "content-type": MIME_TYPE });
  for (const { name, value } of target.parameters) headers.set(name, value);
  const response = await deps
    .fetch(url, {
      method: "PUT",
      headers: Object.fromEntries(headers),
      body: new Uint8Array(jpeg),
      redirect: "error",
      signal,
    })
    .catch((cause: unknown) => {
      if (cause instanceof AddressRefused) {
        throw new PackshotError("shopify_refused", { step: "upload", host: url.host }, { cause });
      }
      throw new PackshotError("shopify_unreachable", { step: "upload", sent: "no" }, { cause });
    });
  await response.arrayBuffer();
  if (!response.ok) {
    throw new PackshotError("shopify_unreachable", { step: "upload", sent: "no", status: response.status });
  }
  return target.resourceUrl;
}
