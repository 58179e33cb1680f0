import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { usedPolaris } from "./vite/used-polaris.ts";
import { zippedAssets } from "./vite/zipped-assets.ts";

export default defineConfig({
  // No inlined assets: a data: URL would need its own place in a content security policy.
  build: { assetsInlineLimit: 0 },
  css: { postcss: { plugins: [usedPolaris()] } },
  plugins: [
    remix({
      // v3_singleFetch stays off, as in Shopify's own template for shopify-app-remix.
      future: {
        v3_fetcherPersist: true,
        // Off: a page that is loaded anew while its poll's route is still being discovered asks `app.$` instead, and is
        // "not found" (Remix matches again by the routes it knows so far). There are few routes; all are known at once.
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: false,
        v3_throwAbortReason: true,
      },
    }),
    zippedAssets(),
  ],
});
