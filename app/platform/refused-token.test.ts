import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { createLogger } from "./logger.server.ts";
import { forgetRefused } from "./refused-token.server.ts";
import { createSeal } from "./seal.server.ts";
import { createSessionStorage } from "./session-storage.server.ts";

const SHOP = "northwind-goods.myshopify.com";
const OWN = { id: `offline_${SHOP}`, shop: SHOP, isOnline: false, state: "", accessToken: "shpat_now" };
const HERS = { ...OWN, id: `${SHOP}_7`, isOnline: true, accessToken: "shpua_now" };

const seal = createSeal([{ id: "k1", key: randomBytes(32) }]);
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const deps = () => ({ db: database.db, seal, log: createLogger("silent") });
const left = async () =>
  (await database.db.session.findMany({ orderBy: { isOnline: "asc" } })).map(({ id }) => id);

beforeEach(async () => {
  await database.db.session.deleteMany();
  const storage = createSessionStorage(deps());
  for (const session of [OWN, HERS]) await storage.storeSession(new Session(session));
});

it("a person's session goes alone", async () => {
  await forgetRefused(deps(), SHOP, { sessionId: HERS.id, token: "shpua_now" });
  expect(await left()).toEqual([OWN.id]);
});

it("one that has another token by now stays, and so does another shop's", async () => {
  await forgetRefused(deps(), SHOP, { sessionId: HERS.id, token: "shpua_older" });
  await forgetRefused(deps(), "other.myshopify.com", { sessionId: HERS.id, token: "shpua_now" });
  expect(await left()).toEqual([OWN.id, HERS.id]);
});
