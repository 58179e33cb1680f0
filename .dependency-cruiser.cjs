/** Who may import whom, and why. `npm run lint:imports` checks it. */
const rooms = "catalog|generation|library|publishing|credits|privacy";

/** A room may import only itself, platform and the rooms named. */
function room(name, others, why) {
  const allowed = [name, ...others].join("|");
  return {
    name: `${name}-imports`,
    severity: "error",
    comment: why,
    from: { path: `^app/${name}/`, pathNot: "\\.test\\.tsx?$" },
    to: { path: `^app/(${rooms})/`, pathNot: `^app/(${allowed})/` },
  };
}

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle has no first file to read. Move what both need into the room that owns it.",
      from: {},
      to: { circular: true },
    },
    room("catalog", [], "The catalog is where the path begins: it knows platform alone."),
    room("credits", ["generation"], "Credits price generations; of generation they may know its words."),
    room("library", [], "The library keeps images; who makes or publishes them is not its business."),
    room(
      "generation",
      ["catalog", "library", "credits"],
      "Generation takes photos, files images and is priced.",
    ),
    room(
      "publishing",
      ["library", "catalog"],
      "Publishing takes from the library and writes to the catalog.",
    ),
    room(
      "privacy",
      ["generation", "library", "publishing", "credits"],
      "Privacy calls each room's own erase and export.",
    ),
    {
      name: "platform-knows-no-room",
      severity: "error",
      comment: "Platform is technology for all rooms; a room it knew would be in every other.",
      from: { path: "^app/platform/", pathNot: "\\.test\\.tsx?$" },
      to: { path: `^app/(${rooms}|routes|ui)/` },
    },
    {
      name: "rooms-know-no-routes",
      severity: "error",
      comment: "The web is one way into a room, not part of it.",
      from: { path: `^app/(${rooms}|platform)/`, pathNot: "\\.test\\.tsx?$" },
      to: { path: "^app/(routes|ui|build-\\w+\\.server|services\\.server|work\\.server|server|worker)" },
    },
    {
      name: "ui-is-props-in-events-out",
      severity: "error",
      comment:
        "Components fetch nothing and know no server code; they may know a room's types and pure rules.",
      from: { path: "^app/ui/" },
      to: {
        path: "^app/(.*\\.server\\.tsx?$|routes/)|^node_modules/(@prisma|@aws-sdk|bull|ioredis|sharp|@google)",
      },
    },
    {
      name: "services-are-built-once",
      severity: "error",
      comment:
        "Routes get services from Remix's load context: imported by both the server and Remix's bundle they would exist twice.",
      from: { path: "^app/routes/" },
      to: {
        path: "^app/(services|build-\\w+|shopify|work|web)\\.server|^app/.*-store\\.server",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "app-knows-no-tools",
      severity: "error",
      comment: "The app talks to addresses; that there is a sandbox, it does not know.",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(sandbox|tests|bench|extensions)/" },
    },
    {
      name: "extensions-stand-alone",
      severity: "error",
      comment:
        "An extension runs at Shopify and asks the app over HTTP: code that they shared would be two versions.",
      from: { path: "^extensions/" },
      to: { path: "^(app|sandbox|tests|bench)/" },
    },
    {
      name: "production-has-no-dev-dependencies",
      severity: "error",
      comment: "What runs in production is installed without devDependencies: see Dockerfile.",
      from: {
        path: "^(app/|prisma/(migrate|roles|schema-engine)\\.ts$)",
        pathNot: "\\.test\\.tsx?$|^app/routes\\.ts$",
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"], pathNot: "/@types/" },
    },
    {
      name: "sandbox-knows-no-app",
      severity: "error",
      comment:
        "The stand-ins must be wrong or right on their own; sharing code with the app would hide mistakes.",
      from: { path: "^sandbox/" },
      to: { path: "^app/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "generated|\\.d\\.ts$" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
