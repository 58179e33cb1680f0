import { randomBytes } from "node:crypto";
import { HttpResponseError, InvalidJwtError, Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isPackshotError } from "../../app/platform/errors.ts";
import { PERMISSION_MINUTES } from "../../app/platform/permission-minutes.ts";
import { createPermissions } from "../../app/platform/permission.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createSeal } from "../../app/platform/seal.server.ts";
import { createSessionStorage } from "../../app/platform/session-storage.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";

const SHOP = "northwind-goods.myshopify.com";
const OTHER = "second-street.myshopify.com";
const EDITS = "read_products,write_products";
const seal = createSeal([{ id: "k1", key: randomBytes(32) }]);

let database: TestDatabase;
let now: Date;
let asked: { shop: string; sessionToken: string }[];
/** What Shopify answers. */
let answer: () => Promise<Session>;

beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.close());

const storage = () => createSessionStorage({ db: database.db, seal, log: createLogger("silent") });

function online(id: number, scopes: string, { shop = SHOP, token = "shpua_new" } = {}): Session {
  return new Session({
    ...{ id: `${shop}_${id}`, shop, isOnline: true, state: "", scope: EDITS, accessToken: token },
    expires: new Date("2030-01-01T00:00:00Z"),
    onlineAccessInfo: {
      ...{ expires_in: 86_399, associated_user_scope: scopes },
      associated_user: {
        ...{ id, first_name: "Ada", last_name: "Byron", email: "ada@example.com", locale: "en" },
        ...{ email_verified: true, account_owner: false, collaborator: false },
      },
    },
  });
}

beforeEach(async () => {
  await database.db.session.deleteMany();
  const credentials = { isOnline: false, state: "", accessToken: "shpat_1" };
  for (const shop of [SHOP, OTHER]) {
    await storage().storeSession(new Session({ id: `offline_${shop}`, shop, ...credentials }));
  }
  for (const id of [7, 8]) await storage().storeSession(online(id, EDITS, { token: "shpua_old" }));
  await storage().storeSession(online(7, EDITS, { shop: OTHER, token: "shpua_old" }));
  now = new Date("2026-11-20T12:00:00Z");
  asked = [];
  answer = async () => online(7, EDITS);
});

/** Of a process: each has what it knows in the database alone. */
function askedBy() {
  const tokenExchange = async (request: { shop: string; sessionToken: string }) => {
    asked.push({ shop: request.shop, sessionToken: request.sessionToken });
    return { session: await answer() };
  };
  const deps = { db: database.db, seal, api: { auth: { tokenExchange } }, clock: { now: () => now } };
  const ask = createPermissions(deps);
  return (id = 7, shop = SHOP) => ask(shop, { sessionId: `${shop}_${id}`, sessionToken: `token of ${id}` });
}

const codeOf = (asking: Promise<unknown>) =>
  asking.then(
    () => "no error",
    (error: unknown) => (isPackshotError(error) ? error.code : error),
  );
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
const scopeOf = async (id: number, shop = SHOP) =>
  (await database.db.session.findUniqueOrThrow({ where: { id: `${shop}_${id}` } })).personScope;

describe("a person's permission", () => {
  it("is asked once in its minutes, by however many requests and processes", async () => {
    const [one, other] = [askedBy(), askedBy()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => one()));
    expect(new Set(answers.map((each) => each !== "sign_in_again" && each.canEditProducts))).toEqual(
      new Set([true]),
    );
    later(PERMISSION_MINUTES - 0.1);
    await other();
    expect(asked).toEqual([{ shop: SHOP, sessionToken: "token of 7" }]);
    later(0.1);
    await other();
    expect(asked).toHaveLength(2);
  });

  it("that was taken away is gone from the session too, and its new token is kept", async () => {
    answer = async () => online(7, "read_products");
    expect(await askedBy()()).toMatchObject({ canEditProducts: false });
    expect(await scopeOf(7)).toBe("read_products");
    const session = await storage().loadSession(`${SHOP}_7`);
    expect(session?.accessToken).toBe("shpua_new");
  });

  it("is nobody else's: not another person's, not the same person's in another shop", async () => {
    const ask = askedBy();
    await ask(7);
    answer = async () => online(8, "read_products");
    expect(await ask(8)).toMatchObject({ canEditProducts: false });
    answer = async () => online(7, "", { shop: OTHER });
    expect(await ask(7, OTHER)).toMatchObject({ canEditProducts: false });
    expect(asked).toHaveLength(3);
    expect([await scopeOf(7), await scopeOf(8), await scopeOf(7, OTHER)]).toEqual([
      EDITS,
      "read_products",
      "",
    ]);
  });

  it.each([
    ["another person", () => online(8, EDITS)],
    ["another shop", () => online(7, EDITS, { shop: OTHER })],
  ])("is not taken from an answer about %s", async (_, wrong) => {
    answer = async () => wrong();
    expect(await codeOf(askedBy()())).toBe("permission_unknown");
    const rows = await database.db.session.findMany({ where: { permissionAskedAt: { not: null } } });
    expect(rows).toEqual([]);
  });

  it("is unknown while Shopify does not answer, and asked again by the next click", async () => {
    const ask = askedBy();
    answer = () => Promise.reject(new TypeError("fetch failed"));
    expect(await codeOf(ask())).toBe("permission_unknown");
    answer = async () => online(7, EDITS);
    expect(await ask()).toMatchObject({ canEditProducts: true });
  });

  it("is asked again where the clock that wrote the answer was wrong", async () => {
    const ask = askedBy();
    later(60);
    await ask();
    later(-60);
    await ask();
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["the library refuses the token", new InvalidJwtError("expired")],
    [
      "Shopify refuses the token",
      new HttpResponseError({
        message: "Bad Request",
        ...{ code: 400, statusText: "Bad Request", body: { error: "invalid_subject_token" } },
      }),
    ],
  ])("takes a new session token where %s", async (_, refusal) => {
    answer = () => Promise.reject(refusal);
    expect(await askedBy()()).toBe("sign_in_again");
  });

  it("brings no session back that was ended while it was asked", async () => {
    const uninstall = () => database.db.session.deleteMany({ where: { shop: SHOP } });
    answer = async () => {
      await uninstall();
      return online(7, EDITS);
    };
    expect(await askedBy()()).toBe("sign_in_again");
    expect(await database.db.session.count({ where: { shop: SHOP } })).toBe(0);
    expect(await askedBy()()).toBe("sign_in_again");
    expect(asked).toHaveLength(1);
  });

  it("of two answers keeps the one that was asked for later", async () => {
    const slow = Promise.withResolvers<Session>();
    answer = () => slow.promise;
    const first = askedBy()();
    await expect.poll(() => asked.length).toBe(1);
    later(1);
    answer = async () => online(7, "read_products");
    expect(await askedBy()()).toMatchObject({ canEditProducts: false });
    slow.resolve(online(7, EDITS));
    expect(await first).toMatchObject({ canEditProducts: false });
    expect(await scopeOf(7)).toBe("read_products");
  });
});
