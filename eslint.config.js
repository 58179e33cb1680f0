import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
  {
    ignores: [
      ...["build/", ".cache/", "**/generated/", "**/*.generated.ts", ".dependency-cruiser.cjs"],
      ...["extensions/*/dist/", "extensions/*/shopify.d.ts"],
    ],
  },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "prisma/*.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "no-undef": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/only-throw-error": "off", // Remix throws Responses
      "@typescript-eslint/require-await": "off", // ports are async where one adapter need not be
    },
  },
  { files: ["app/**/*.tsx"], ...hooks.configs.flat["recommended-latest"] },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: [
      "**/*.test.*",
      ...["server", "worker", "operate", "reapply", "reconcile", "vault"].map((n) => `app/${n}.ts`),
    ],
    rules: {
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message:
            "Only the processes (server.ts, worker.ts, operate.ts, reapply.ts, reconcile.ts, vault.ts) hand the environment to readEnv.",
        },
      ],
    },
  },
);
