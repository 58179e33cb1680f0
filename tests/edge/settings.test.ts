import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { merchant, NORTHWIND, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
  for (const shop of [NORTHWIND, SECOND_STREET])
    await merchant(stack, shop).visit.get("/app", "routes/app._index");
});
afterAll(() => stack.close());
beforeEach(async () => {
  const data = { language: null, defaultRecipe: null, defaultPlacement: null };
  await stack.database.db.shop.updateMany({ data });
});

const set = (fields: Record<string, string>, who = nora) =>
  who.visit.post("/app/settings", "routes/app.settings", fields);
const settings = () =>
  stack.database.db.shop.findUniqueOrThrow({
    where: { shop: NORTHWIND },
    select: { language: true, defaultRecipe: true, defaultPlacement: true },
  });
const noted = () =>
  stack.database.db.auditEntry.findMany({ where: { shop: NORTHWIND }, orderBy: { id: "asc" } });

describe("what a shop chooses", () => {
  it("is kept, and noted with what was before", async () => {
    await set({ language: "de", recipe: "lifestyle", placement: "first" });
    await set({ language: "", recipe: "studio" });
    expect(await settings()).toEqual({
      ...{ language: null, defaultRecipe: "studio", defaultPlacement: "first" },
    });
    expect((await noted()).slice(-5).map(({ action, details }) => ({ action, details }))).toEqual([
      { action: "default_recipe_changed", details: { recipe: "lifestyle", before: null } },
      { action: "default_placement_changed", details: { placement: "first", before: null } },
      { action: "language_changed", details: { language: "de", before: null } },
      { action: "default_recipe_changed", details: { recipe: "studio", before: "lifestyle" } },
      { action: "language_changed", details: { language: null, before: "de" } },
    ]);
  });

  it("the same again is no change", async () => {
    await set({ language: "de" });
    const before = (await noted()).length;
    expect((await set({ language: "de" })).status).toBe(200);
    expect(await noted()).toHaveLength(before);
  });

  it("is what it can be", async () => {
    const wrong: [name: string, value: string][] = [
      ["language", "sv"],
      ["placement", "behind"],
      ["recipe", "../x"],
    ];
    for (const [name, value] of wrong) expect((await set({ [name]: value })).status).toBe(400);
    expect(await set({ recipe: "no-such" })).toMatchObject({ body: { failure: { code: "recipe_gone" } } });
    expect(await settings()).toEqual({ language: null, defaultRecipe: null, defaultPlacement: null });
  });

  it("is not for who only looks", async () => {
    expect((await set({ language: "de" }, merchant(stack, NORTHWIND, "viewer"))).status).toBe(403);
    expect((await settings()).language).toBeNull();
  });

  it("is what Generate begins with", async () => {
    await set({ recipe: "studio" });
    const { body } = await nora.visit.get("/app/generate", "routes/app.generate");
    expect((body as { choices: { recipes: { key: string }[] } }).choices.recipes[0]?.key).toBe("studio");
  });
});

describe("a page speaks", () => {
  async function langOf(
    change: (url: URL) => void = () => undefined,
    who = nora,
  ): Promise<string | undefined> {
    const url = await who.visit.pageUrl("/app");
    url.searchParams.set("locale", "fr-CA");
    change(url);
    const html = await (await who.visit.open(url)).text();
    return /<html lang="([^"]*)"/.exec(html)?.[1];
  }

  it("the person's language, until the shop has chosen one", async () => {
    expect(await langOf()).toBe("fr-CA");
    await set({ language: "de" });
    expect(await langOf()).toBe("de");
    expect(await langOf((url) => url.searchParams.set("locale", "de-CH"))).toBe("de-CH");
  });

  it("that of the shop whose token it is, whatever shop the address names", async () => {
    await set({ language: "de" });
    const stranger = merchant(stack, SECOND_STREET);
    expect(await langOf((url) => url.searchParams.set("shop", NORTHWIND), stranger)).toBe("fr-CA");
    const forged = (url: URL) => {
      const token = url.searchParams.get("id_token") ?? "";
      url.searchParams.set("id_token", `${token.slice(0, token.lastIndexOf("."))}.forged`);
    };
    expect(await langOf(forged)).not.toBe("de");
  });
});
