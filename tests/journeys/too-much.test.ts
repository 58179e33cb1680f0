import type { Browser, FrameLocator, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AppProcess } from "../../sandbox/app-process.ts";
import { newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

const PER_MINUTE = 60;

let stack: Stack;
let web: AppProcess;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  stack = await startStack({ geminiLatencyMs: 60_000 }); // what runs goes on running
  web = await stack.startWeb();
  browser = await openBrowser();
  const [product] = nora().products();
  if (!product) throw new Error("the demo shop is empty");
  await nora().generate([nora().photoOf(product)]);
});
beforeEach(async () => {
  page = await newPage(browser);
  app = page.frameLocator("iframe");
});
afterEach(async () => {
  await page.context().close();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

const nora = () => merchant(stack);
const open = (path: string) =>
  page.goto(`${stack.shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
const behind = () => app.getByText("What you see may be a little old");
const broken = () => app.getByText(/This did not work|Not found/);

/** What the app answers to who asked too much, or has met an error. */
function refusal(route: Route, status: number, retryAfter: Record<string, string>): Promise<void> {
  const origin = { "X-Remix-Catch": "yes", "Content-Type": "application/json" };
  const failure = { code: "too_many_requests", sentence: "That was too much at once." };
  return route.fulfill({ status, headers: { ...origin, ...retryAfter }, body: JSON.stringify({ failure }) });
}

type Refuse = (route: Route) => Promise<void>;
const REFUSALS: [string, Refuse][] = [
  ["is told to come back in a second", (route) => refusal(route, 429, { "Retry-After": "1" })],
  ["meets an error of the server's", (route) => refusal(route, 500, {})],
  [
    "gets nothing from the app, but a page of a proxy",
    (route) => route.fulfill({ status: 502, body: "<p>" }),
  ],
  ["gets no answer at all", (route) => route.abort()],
];

const REFUSED = 2;

/** Refuses some of what is asked behind, and then no more; when that was asked for. */
async function refuseSome(what: RegExp, refuse: Refuse): Promise<number[]> {
  const asked: number[] = [];
  await page.route(what, async (route) => {
    asked.push(Date.now());
    await (asked.length > REFUSED ? route.continue() : refuse(route));
  });
  return asked;
}

describe.each(REFUSALS)("a page that polls and %s", (_name, refuse) => {
  it("stays, slows down, says that it is behind, and goes on", async () => {
    const { id } = await stack.database.db.batch.findFirstOrThrow();
    await open(`/batches/${id}`);
    await app.getByRole("heading", { name: "White background" }).waitFor();
    await staysAsItIs(/\/progress\?/);
  });

  it("stays as it is when it loads itself again", async () => {
    await open("/batches");
    await staysAsItIs(/_data=routes%2Fapp\.batches\._index/);
  });

  async function staysAsItIs(asking: RegExp) {
    await app.getByText("White background").first().waitFor();
    const asked = await refuseSome(asking, refuse);
    await behind().waitFor();
    await eventually(
      async () => asked.length,
      (times) => times > REFUSED,
    );
    await behind().waitFor({ state: "detached" });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(900);
    expect(await broken().count()).toBe(0);
    expect(await app.getByText("White background").count()).toBeGreaterThan(0);
  }
});

it("a page that does not poll loads itself again when its answer to a form was missed", async () => {
  await open("/credits");
  const cap = app.getByLabel("Credits per batch");
  await cap.fill("777");
  const asked = await refuseSome(/_data=routes%2Fapp\.credits/, (route) =>
    route.request().method() === "POST" ? route.continue() : refusal(route, 429, { "Retry-After": "1" }),
  );
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await behind().waitFor();
  await behind().waitFor({ state: "detached" });
  expect(asked.length).toBeGreaterThan(REFUSED);
  expect(await cap.inputValue()).toBe("777");
});

it("a form that comes when the shop asked too much says so, and keeps what was typed", async () => {
  await web.kill("SIGKILL");
  await stack.startWeb({ SHOP_REQUESTS_PER_MINUTE: String(PER_MINUTE) });
  await open("/credits");
  const cap = app.getByLabel("Credits per batch");
  await cap.fill("888");
  const burnt = Array.from({ length: PER_MINUTE }, () =>
    nora().visit.get("/app/batches", "routes/app.batches._index"),
  );
  expect((await Promise.all(burnt)).some(({ status }) => status === 429)).toBe(true);
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST" && one.url().includes("/app/credits")),
    page.getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  expect(answer.status()).toBe(429);
  await app.getByText("That was too much at once").waitFor();
  expect(await cap.inputValue()).toBe("888");
  await behind().waitFor(); // the page could not load itself again either
  expect(await broken().count()).toBe(0);
});
