import { defineConfig } from "prisma/config";

// Only for Prisma's own commands. The app and prisma/migrate.ts take the address of the database from elsewhere.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
