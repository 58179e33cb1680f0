import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig({
  // No inlined assets: a data: URL would need its own place in a content security policy.
  build: { assetsInlineLimit: 0 },
  plugins: [
    remix({
      // v3_singleFetch stays off, as in Shopify's own template for shopify-app-remix.
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: false,
        v3_throwAbortReason: true,
      },
    }),
  ],
});
