import { defineConfig } from "vitest/config";

/** Everything runs on real parts, which tests/setup starts once. Files run one beside the other, on two workers. */
export default defineConfig({
  test: {
    include: ["{app,sandbox,prisma,tests,bench}/**/*.test.{ts,tsx}"],
    globalSetup: ["tests/setup/servers.ts"],
    env: { SANDBOX_PHOTO_PIXELS: "160" },
    testTimeout: 30_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
  },
});
