import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  APP,
  askShopName,
  control,
  exchange,
  refresh,
  SHOP,
  sessionToken,
  shopifyLibrary,
  staff,
  startTestShopify,
  type TestShopify,
} from "./test-shop.ts";

const ONLINE = { requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token" };

let shopify: TestShopify;
beforeAll(async () => void (shopify = await startTestShopify()));
afterAll(() => shopify.stop());
beforeEach(() => control(shopify, "reset"));

test("Shopify's library accepts the session token", async () => {
  const owner = staff(shopify, "Nora");
  const claims = await shopifyLibrary().session.decodeSessionToken(await sessionToken(shopify, owner.id));
  expect(claims).toMatchObject({
    dest: `https://${SHOP}`,
    iss: `https://${SHOP}/admin`,
    aud: APP.apiKey,
    sub: String(owner.id),
  });
  expect(claims.exp - claims.iat).toBe(60);
});

test("token exchange installs the app and gives an expiring pair that opens the Admin API", async () => {
  const { status, body } = await exchange(shopify, await sessionToken(shopify));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    scope: "read_products,write_products",
    expires_in: 3600,
    refresh_token_expires_in: 90 * 24 * 3600,
  });
  expect(shopify.store.shops.get(SHOP)?.installed).toBe(true);
  expect(await askShopName(shopify, body.access_token)).toBe(200);
});

test("an online token says who it is and what this person may do", async () => {
  const viewer = staff(shopify, "Claire");
  const { body } = await exchange(shopify, await sessionToken(shopify, viewer.id), ONLINE);
  expect(body).toMatchObject({
    scope: "read_products,write_products",
    associated_user_scope: "read_products",
    associated_user: {
      id: viewer.id,
      first_name: "Claire",
      last_name: "Moreau",
      locale: "fr",
      account_owner: false,
    },
  });
  expect(body).not.toHaveProperty("refresh_token");
});

test("a permission that is taken away ends what tokens issued before may do, and new ones know of it", async () => {
  const editor = staff(shopify, "Paul");
  const online = () => sessionToken(shopify, editor.id).then((token) => exchange(shopify, token, ONLINE));
  const { body: before } = await online();
  expect(before.associated_user_scope).toBe("read_products,write_products");

  await control(shopify, `shops/${SHOP}/staff/${editor.id}/scopes`, { scopes: ["read_products"] });
  const tokens = shopify.store.shops.get(SHOP)?.tokens ?? [];
  expect(tokens.find(({ token }) => token === before.access_token)?.scopes).toEqual(["read_products"]);
  expect((await online()).body.associated_user_scope).toBe("read_products");
  const others = await exchange(shopify, await sessionToken(shopify), ONLINE);
  expect(others.body.associated_user_scope).toBe("read_products,write_products");

  await control(shopify, `shops/${SHOP}/staff/${editor.id}/scopes`, {
    scopes: ["read_products", "write_products"],
  });
  expect((await online()).body.associated_user_scope).toBe("read_products,write_products");
  expect((await control(shopify, `shops/${SHOP}/staff/1/scopes`, { scopes: [] })).status).toBe(404);
});

test("tokens can fail to be given", async () => {
  await control(shopify, "faults", { tokenErrorRate: 1 });
  const post = { method: "POST", headers: { "X-Forwarded-Host": SHOP } };
  expect((await fetch(`${shopify.origin}/admin/oauth/access_token`, post)).status).toBe(503);
});

test.each([
  ["another secret signed it", async (token: string) => `${token.slice(0, -6)}AAAAAA`],
  ["it is not a token at all", async () => "nonsense"],
  ["another shop's", async () => otherShopsToken()],
])("a session token is refused when %s", async (_why, spoil) => {
  const answer = await exchange(shopify, await spoil(await sessionToken(shopify)));
  expect(answer).toMatchObject({ status: 400, body: { error: "invalid_subject_token" } });
  expect(shopify.store.shops.get(SHOP)?.installed).toBe(false);
});

async function otherShopsToken(): Promise<string> {
  const { body } = await control(shopify, "session-token", { shop: "second-street.myshopify.com" });
  return String(body.token);
}

test("a wrong client secret gets nothing", async () => {
  const answer = await exchange(shopify, await sessionToken(shopify), { client_secret: "wrong" });
  expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
});

test("refresh rotates the pair; the old refresh token works until its replacement is used", async () => {
  const first = (await exchange(shopify, await sessionToken(shopify))).body;
  const second = (await refresh(shopify, first.refresh_token)).body;
  expect(second.refresh_token).not.toBe(first.refresh_token);

  const again = await refresh(shopify, first.refresh_token); // the second answer never arrived, say
  expect(again.status).toBe(200);
  expect((await refresh(shopify, second.refresh_token)).status).toBe(400);

  expect((await refresh(shopify, again.body.refresh_token)).status).toBe(200);
  expect(await refresh(shopify, first.refresh_token)).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
});

test("an access token dies at its time, which can be shortened, and refresh brings a new one", async () => {
  await control(shopify, "token-lifetime", { seconds: 0.05 });
  const short = (await exchange(shopify, await sessionToken(shopify))).body;
  await expect.poll(() => askShopName(shopify, short.access_token)).toBe(401);

  await control(shopify, "token-lifetime", { seconds: 3600 });
  const fresh = (await refresh(shopify, short.refresh_token)).body;
  expect(await askShopName(shopify, fresh.access_token)).toBe(200);
});

test("other API versions are not there", async () => {
  const { body } = await exchange(shopify, await sessionToken(shopify));
  expect(await askShopName(shopify, body.access_token, "2025-07")).toBe(404);
});

test("uninstalling kills every token, and the session tokens of before", async () => {
  const before = await sessionToken(shopify);
  const { body } = await exchange(shopify, before);
  await control(shopify, `shops/${SHOP}/uninstall`);

  expect(await askShopName(shopify, body.access_token)).toBe(401);
  expect((await refresh(shopify, body.refresh_token)).status).toBe(400);
  expect((await exchange(shopify, before)).status).toBe(400);
  expect(shopify.store.shops.get(SHOP)?.installed).toBe(false);
});
