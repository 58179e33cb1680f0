import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/platform/clock.ts";
import { isPackshotError } from "../../app/platform/errors.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { sweepReconnect } from "../../app/platform/reconnect.server.ts";
import { createSeal } from "../../app/platform/seal.server.ts";
import { createShopifyFetch, type Fetch } from "../../app/platform/shopify-fetch.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { NORTHWIND } from "../merchant.ts";
import { newKey, startCredentials } from "./credentials.ts";

const key = newKey("first");
const log = createLogger("silent");
const id = `offline_${NORTHWIND}`;

let database: TestDatabase;
let credentials: Awaited<ReturnType<typeof startCredentials>>;

beforeAll(async () => {
  database = await testDatabase();
  credentials = await startCredentials(database.db);
});
afterAll(async () => {
  await credentials.stand.stop();
  await database.close();
});
beforeEach(async () => {
  await database.db.session.deleteMany();
  await database.db.shop.deleteMany();
});

/** Installs with tokens that live so long; those given out later live an hour. */
async function installed(seconds: number) {
  await credentials.tokensLive(seconds);
  const app = credentials.process({ keys: [key] });
  const session = await app.exchanged();
  await app.sessions.storeSession(session);
  await credentials.tokensLive(3600);
  return { ...app, session };
}

const shopRow = () => database.db.shop.findUniqueOrThrow({ where: { shop: NORTHWIND } });
const codeOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isPackshotError(error) ? error.code : error;
};

/** A network that holds answers of the token endpoint back, until they are let through. */
function heldBack() {
  const [given, through] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const send = createShopifyFetch(credentials.stand.origin);
  const fetch: Fetch = async (...request) => {
    const answer = await send(...request);
    given.resolve();
    await through.promise;
    return answer;
  };
  return { fetch, given: given.promise, letThrough: through.resolve };
}

describe("a refresh and a login at the same moment", () => {
  it("leave the login's pair, when it is stored while the refresh is on its way", async () => {
    await installed(60);
    const network = heldBack();
    const login = credentials.process({ keys: [key] });
    const worker = credentials.process({ keys: [key], fetch: network.fetch });
    const asked = worker.accessTokenFor(NORTHWIND);
    await network.given;

    const meanwhile = credentials.process({ keys: [key] }); // takes the network back
    const session = await meanwhile.exchanged();
    await login.sessions.storeSession(session);
    network.letThrough();
    expect(await asked).toBe(session.accessToken);
    expect(await login.sessions.loadSession(id)).toMatchObject({
      accessToken: session.accessToken,
      refreshToken: session.refreshToken,
    });
  });

  it("leave the login's pair, when the refresh is stored while the login is on its way", async () => {
    const { sessions } = await installed(60);
    const network = heldBack();
    const login = credentials.process({ keys: [key], fetch: network.fetch });
    const exchanged = login.exchanged();
    await network.given;

    const worker = credentials.process({ keys: [key] });
    const refreshed = await worker.accessTokenFor(NORTHWIND);
    network.letThrough();
    const session = await exchanged;
    await login.sessions.storeSession(session);
    expect(refreshed).not.toBe(session.accessToken);
    expect(await worker.accessTokenFor(NORTHWIND)).toBe(session.accessToken);
    expect((await sessions.loadSession(id))?.refreshToken).toBe(session.refreshToken);
  });
});

describe("a token that Shopify does not take", () => {
  it("is refreshed before its time, once for all that were refused", async () => {
    const { accessTokenFor, session } = await installed(3600);
    const before = credentials.offlineTokens().length;
    const refused = session.accessToken ?? "";
    const tokens = await Promise.all(Array.from({ length: 6 }, () => accessTokenFor(NORTHWIND, refused)));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(refused);
    expect(credentials.offlineTokens().length).toBe(before + 1);
  });

  it("and whose refresh is refused makes the store reconnect, and Shopify is not asked again", async () => {
    const { accessTokenFor, session, sessions, exchanged } = await installed(3600);
    credentials.revoke();
    expect(await codeOf(accessTokenFor(NORTHWIND, session.accessToken))).toBe("reconnect_needed");
    const since = (await shopRow()).reconnectSince;
    expect(await shopRow()).toMatchObject({ reconnectWhy: "refused" });
    expect(since).not.toBeNull();

    const silent: Fetch = () => Promise.reject(new Error("Shopify was asked"));
    const other = credentials.process({ keys: [key], fetch: silent });
    expect(await codeOf(other.accessTokenFor(NORTHWIND, session.accessToken))).toBe("reconnect_needed");
    expect((await shopRow()).reconnectSince).toEqual(since);

    credentials.process({ keys: [key] });
    await sessions.storeSession(await exchanged());
    expect(await shopRow()).toMatchObject({ reconnectSince: null, reconnectWhy: "" });
    await accessTokenFor(NORTHWIND);
  });
});

describe("a refresh", () => {
  const answering = (status: number, body: string) => {
    const fetch: Fetch = async () => new Response(body, { status });
    return credentials.process({ keys: [key], fetch });
  };

  it.each([
    ["503", 503, "{}"],
    ["520 without JSON", 520, "error code: 520"],
    ["429", 429, "{}"],
    ["our own secret is wrong", 401, '{"error":"invalid_client"}'],
    ["an odd 400", 400, '{"error":"invalid_request"}'],
    ["an odd 401", 401, '{"error":"invalid_request"}'],
    ["401 without a word", 401, "{}"],
  ])(
    "that fails with %s is tried again later, and the store needs not reconnect",
    async (_, status, body) => {
      await installed(60);
      expect(await codeOf(answering(status, body).accessTokenFor(NORTHWIND))).toBe("shopify_unreachable");
      expect(await shopRow()).toMatchObject({ reconnectSince: null });
    },
  );

  it.each([400, 401])("that is refused with %i invalid_grant makes the store reconnect", async (status) => {
    await installed(60);
    const body = JSON.stringify({ error: "invalid_grant" });
    expect(await codeOf(answering(status, body).accessTokenFor(NORTHWIND))).toBe("reconnect_needed");
  });

  it("whose answer leaves out how long it is good for is refreshed again in an hour", async () => {
    const { session, sessions } = await installed(60);
    const body = JSON.stringify({ access_token: "shpat_without_expiry", scope: "read_products" });
    expect(await answering(200, body).accessTokenFor(NORTHWIND)).toBe("shpat_without_expiry");
    const stored = await sessions.loadSession(id);
    expect(stored?.refreshToken).toBe(session.refreshToken);
    expect(stored?.expires?.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });
});

describe("credentials that no key opens", () => {
  it("make the store reconnect, which is said once", async () => {
    await installed(3600);
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const other = credentials.process({
      keys: [newKey("first")],
      log: createLogger("info", { destination }),
    });
    const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf(other.accessTokenFor(NORTHWIND))));
    expect(new Set([...codes, await codeOf(other.accessTokenFor(NORTHWIND))])).toEqual(
      new Set(["reconnect_needed"]),
    );
    expect(await shopRow()).toMatchObject({ reconnectWhy: "unreadable" });
    expect(lines.filter((line) => line.includes("must reconnect"))).toHaveLength(1);
  });

  it("open again when their key is put back, without anybody's visit", async () => {
    const { accessTokenFor, session } = await installed(3600);
    const other = newKey("second");
    const parked = credentials.process({ keys: [other] });
    await codeOf(parked.accessTokenFor(NORTHWIND));
    const sweep = (keys: (typeof key)[]) =>
      sweepReconnect({ db: database.db, seal: createSeal(keys), clock: systemClock, log });
    await sweep([other]);
    expect((await shopRow()).reconnectSince).not.toBeNull();
    await sweep([other, key]);
    expect((await shopRow()).reconnectSince).toBeNull();
    expect(await accessTokenFor(NORTHWIND)).toBe(session.accessToken);
  });

  it("do not open in another shop's row", async () => {
    const { sessions } = await installed(3600);
    await database.db.session.update({ where: { id }, data: { shop: "second-street.myshopify.com" } });
    expect(await sessions.loadSession(id)).toBeUndefined();
  });

  it("say nothing of a store that has left", async () => {
    const { accessTokenFor } = await installed(3600);
    await database.db.session.deleteMany();
    await database.db.shop.updateMany({ data: { uninstalledAt: new Date() } });
    expect(await codeOf(accessTokenFor(NORTHWIND))).toBe("shopify_access_lost");
    expect((await shopRow()).reconnectSince).toBeNull();
  });
});
