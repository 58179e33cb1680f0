import { useFetcher } from "@remix-run/react";
import { CopyToProduct } from "../../ui/library/copy-to-product.tsx";
import type { loader } from "../app.library_.products.ts";

/** Shopify is asked for products only when somebody searches. */
export function Copy({ imageId }: { imageId: string }) {
  const found = useFetcher<typeof loader>();
  return (
    <CopyToProduct
      imageId={imageId}
      products={found.data?.products ?? null}
      isBusy={found.state !== "idle"}
      onSearch={(search) => found.load(`/app/library/products?${new URLSearchParams({ search })}`)}
    />
  );
}
