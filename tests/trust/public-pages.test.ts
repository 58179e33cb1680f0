import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHANGES } from "../../app/privacy/promises.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

const SETTINGS = {
  OPERATOR_NAME: "Packshot <Ltd>",
  OPERATOR_ADDRESS: "1 Long Street, Dublin",
  OPERATOR_COUNTRY: "Ireland",
  OPERATOR_EMAIL: "privacy@packshot.example.com",
  HOSTING: "A host, in Dublin",
};
const PAGES = ["/privacy", "/security"];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb(SETTINGS);
});
afterAll(() => stack.close());

describe.each(PAGES)("%s", (path) => {
  it("is there for everybody, without the app's shell and without scripts", async () => {
    const response = await fetch(stack.appUrl + path);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/<script|<link rel="stylesheet"|<img| on\w+=/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain(`Version ${CHANGES[0].version}, ${CHANGES[0].date}`);
    expect(page).toContain("Packshot &lt;Ltd&gt;");
    expect(page).toContain(SETTINGS.OPERATOR_EMAIL);
    expect(Buffer.byteLength(page)).toBeLessThan(40_000);
  });

  it("lets nothing be loaded or run in it, and nobody frame it", async () => {
    const { headers } = await fetch(stack.appUrl + path);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
  });
});

it("the privacy page says who operates the app and where it is hosted", async () => {
  const page = await (await fetch(`${stack.appUrl}/privacy`)).text();
  for (const said of [SETTINGS.OPERATOR_ADDRESS, SETTINGS.OPERATOR_COUNTRY, SETTINGS.HOSTING])
    expect(page).toContain(said);
});

it("no page of Packshot sets a cookie", async () => {
  const nora = merchant(stack);
  const loaded = await nora.visit.get("/app", "routes/app._index");
  expect(loaded.status).toBe(200);
  const opened = await nora.visit.open(await nora.visit.pageUrl("/app/privacy/policy"));
  expect(opened.status).toBe(200);
  const others = await Promise.all(
    [...PAGES, "/", "/app", "/auth/reopen", "/nowhere"].map((path) =>
      fetch(stack.appUrl + path, { redirect: "manual" }),
    ),
  );
  for (const { headers } of [loaded, opened, ...others]) expect(headers.getSetCookie()).toEqual([]);
});
