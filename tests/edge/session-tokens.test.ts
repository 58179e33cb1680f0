import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionIdOf } from "../../sandbox/shopify/session-token.ts";
import { merchant, NORTHWIND, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer, Visitor } from "../visitor.ts";
import { waysIn } from "./ways-in.ts";

let stack: Stack;
const nora = () => merchant(stack);
const ADDRESSES: { url: string; init: RequestInit }[] = [];
const nothing = "00000000-0000-7000-8000-000000000000";
const hers = {
  batch: nothing,
  image: nothing,
  publication: nothing,
  product: "1",
  thumbnail: "x",
  export: nothing,
  recipe: nothing,
  bulkAction: nothing,
};
const ways = Object.values(waysIn(hers)).flat();
const BROWSER = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0" };

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  await merchant(stack).visit.get("/app", "routes/app._index"); // installs
  for (const { ask } of ways) await ask(recorder());
});
afterAll(() => stack.close());

/** Asks nothing, and remembers what would be asked. */
function recorder(): Visitor {
  const note = async (path: string, routeId: string, init: RequestInit): Promise<Answer> => {
    const url = new URL(path, stack.appUrl);
    url.searchParams.set("_data", routeId);
    ADDRESSES.push({ url: url.href, init });
    return { status: 0, headers: new Headers(), body: "" };
  };
  return {
    ...merchant(stack).visit,
    get: (path, routeId) => note(path, routeId, {}),
    post: (path, routeId, fields) =>
      note(path, routeId, { method: "POST", body: new URLSearchParams(textsOf(fields)) }),
  };
}

const textsOf = (fields: Record<string, string | string[] | null>): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);

function token(
  changed: Record<string, unknown> = {},
  header: object = { alg: "HS256", typ: "JWT" },
  secret?: string,
) {
  const claims = {
    ...{ iss: `https://${NORTHWIND}/admin`, dest: `https://${NORTHWIND}`, aud: stack.env.SHOPIFY_API_KEY },
    ...{
      sub: String(nora().visit.who.userId),
      exp: now() + 60,
      nbf: now() - 1,
      iat: now() - 1,
      jti: "j",
      sid: sessionIdOf(nora().shop, nora().visit.who.userId),
      ...changed,
    },
  };
  const unsigned = `${encode(header)}.${encode(claims)}`;
  const key = secret ?? stack.env.SHOPIFY_API_SECRET;
  return `${unsigned}.${createHmac("sha256", key).update(unsigned).digest("base64url")}`;
}

const BAD: Record<string, () => string> = {
  "made for another app": () => token({ aud: "another app" }),
  "that has expired": () => token({ exp: now() - 3600, nbf: now() - 3700 }),
  "that is not valid yet": () => token({ nbf: now() + 3600, exp: now() + 3700 }),
  "signed with another secret": () => token({}, undefined, "another secret"),
  "not signed at all": () => `${token({}, { alg: "none", typ: "JWT" }).split(".").slice(0, 2).join(".")}.`,
  "with another algorithm's name": () => token({}, { alg: "HS512", typ: "JWT" }),
  "whose claims were changed after it was signed": () => {
    const [head = "", , signature = ""] = token().split(".");
    const [, claims = ""] = token({ dest: `https://${SECOND_STREET}` }).split(".");
    return `${head}.${claims}.${signature}`;
  },
  "of a shop that is none": () => token({ dest: "https://evil.example", iss: "https://evil.example/admin" }),
  "whose issuer is another shop": () => token({ iss: `https://${SECOND_STREET}/admin` }),
  "that is no token": () => "a.b.c",
};

it("a session token as Shopify makes them opens them", async () => {
  const page = ADDRESSES.find(({ url }) => url.includes("routes%2Fapp._index"));
  const headers = { ...BROWSER, Authorization: `Bearer ${token()}` };
  expect((await fetch(page?.url ?? "", { headers })).status).toBe(200);
});

describe.each(Object.entries(BAD))("a session token %s", (_name, make) => {
  it("opens no way in", async () => {
    expect(ADDRESSES.length).toBeGreaterThan(30);
    for (const { url, init } of ADDRESSES) {
      const headers = { ...BROWSER, Authorization: `Bearer ${make()}` };
      const answer = await fetch(url, { redirect: "manual", ...init, headers });
      expect([answer.status, url]).toEqual([401, url]);
    }
  });
});

it("a form that another site sends, with every cookie there is, does nothing on any way in", async () => {
  const posts = ADDRESSES.filter(({ init }) => init.method === "POST");
  expect(posts.length).toBeGreaterThan(15);
  const before = await stack.database.db.session.findMany();
  for (const { url, init } of posts) {
    const plain = new URL(url);
    plain.searchParams.delete("_data"); // as a form of a page posts
    const headers = {
      ...BROWSER,
      Origin: "https://evil.example",
      Cookie: "shopify_app_session=offline; id_token=x",
    };
    const answer = await fetch(plain, { redirect: "manual", ...init, headers });
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect([answer.status, plain.href]).toEqual([403, plain.href]);
  }
  const { db } = stack.database;
  expect(await db.session.findMany()).toEqual(before);
  expect(await Promise.all([db.batch.count(), db.publication.count(), db.auditEntry.count()])).toEqual([
    0, 0, 0,
  ]);
});
