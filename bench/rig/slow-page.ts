import type { Browser, CDPSession, Frame, Page } from "playwright-core";
import { newPage } from "../../tests/browser.ts";
import { watchVitals, type Vitals } from "./vitals.ts";

/** A phone of the middle on a mobile network, as Lighthouse has it: https://web.dev/articles/throttling */
const CPU_SLOWDOWN = 4;
const ROUND_TRIP_MS = 150;
const BYTES_PER_SECOND = 1_600_000 / 8;
/** Measured: some is lost where others work too. */
const LEAST_SLOWDOWN = 3;
/** The page is still when nothing has come for so long. */
const STILL_MS = 700;

type Asked = { url: string; type: string; wireBytes: number; body: () => Promise<Buffer> };
export type SlowPage = Awaited<ReturnType<typeof openSlowPage>>;

/**
 * Admin with the app in its frame, in a browser that has nothing cached, the frame slow in processor and network. The
 * frame is another site's, and so has a process and a debugger's session of its own. That there is one to slow before
 * the app is asked for, an empty page of its address comes first; its navigation is what the figures count from.
 */
export async function openSlowPage(browser: Browser, appUrl: string, address: string) {
  const page = await newPage(browser);
  await page.addInitScript(watchVitals);
  const ofApp = `${appUrl}/**`;
  await page.route(ofApp, (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await page.goto(address);
  const frame = page.frames().find((one) => one.url().startsWith(appUrl));
  if (!frame) throw new Error("Admin does not show the app");
  const session = await page.context().newCDPSession(frame);
  await slowDown(session);
  await page.unroute(ofApp);
  const asked = recordRequests(page, frame);
  await frame.goto(frame.url(), { waitUntil: "load" });
  await untilStill(asked);
  return {
    ...{ page, frame, session },
    /** What the app's own origin has sent so far. */
    sent: () => asked.filter(({ url }) => url.startsWith(appUrl)),
    vitals: () => frame.evaluate(() => (window as unknown as { vitals: Vitals }).vitals),
    close: () => page.context().close(),
  };
}

async function slowDown(session: CDPSession): Promise<void> {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND / 2,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
}

function recordRequests(page: Page, frame: Frame): Asked[] {
  const asked: Asked[] = [];
  page.on("requestfinished", (request) => {
    if (request.frame() !== frame) return;
    const entry = { url: request.url(), type: request.resourceType(), wireBytes: 0, body: emptyBody };
    asked.push(entry);
    void request.sizes().then(
      ({ responseBodySize, responseHeadersSize }) =>
        (entry.wireBytes = responseBodySize + responseHeadersSize),
      () => undefined, // the page was left meanwhile
    );
    entry.body = async () => (await request.response())?.body() ?? emptyBody();
  });
  return asked;
}

const emptyBody = async (): Promise<Buffer> => Buffer.alloc(0);

async function untilStill(asked: readonly Asked[]): Promise<void> {
  for (let before = -1; before !== asked.length;) {
    before = asked.length;
    await new Promise((done) => setTimeout(done, STILL_MS));
  }
}

/**
 * Throws where the frame's document came faster than a round trip, or its processor is not slowed. Chromium holds the
 * answer back for the round trip, so its end is what is late.
 */
export async function proveSlow({ frame, session }: SlowPage): Promise<void> {
  const waited = await frame.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return navigation ? navigation.responseEnd - navigation.requestStart : 0;
  });
  if (waited < ROUND_TRIP_MS)
    throw new Error(`The app's frame is not slowed: it answered in ${Math.round(waited)} ms`);
  const slowed = await workTime(frame);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const times = slowed / (await workTime(frame));
  if (times < LEAST_SLOWDOWN)
    throw new Error(`The app's frame computes as if only ${times.toFixed(1)} times slower`);
  process.stderr.write(`slowed: ${Math.round(waited)} ms for the page, ${times.toFixed(1)} times the work\n`);
}

/** The least of three, as others may have the processor meanwhile. */
function workTime(frame: Frame): Promise<number> {
  return frame.evaluate(() => {
    const times = [1, 2, 3].map(() => {
      const startedAt = performance.now();
      let sum = 0;
      for (let n = 0; n < 1e8; n += 1) sum += n % 7;
      return sum && performance.now() - startedAt;
    });
    return Math.min(...times);
  });
}
