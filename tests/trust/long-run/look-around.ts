import type { merchant } from "../../merchant.ts";
import { processesDump } from "../dumps.ts";
import type { LongRun } from "./scene.ts";

type Merchant = ReturnType<typeof merchant>;

const PAGES = {
  "/app": "routes/app._index",
  "/app/products": "routes/app.products._index",
  "/app/generate": "routes/app.generate",
  "/app/batches": "routes/app.batches._index",
  "/app/review?show=all": "routes/app.review",
  "/app/published": "routes/app.published",
  "/app/credits": "routes/app.credits",
  "/app/credits/csv": "routes/app.credits_.csv",
  "/app/privacy": "routes/app.privacy._index",
  "/app/privacy/data": "routes/app.privacy.data",
  "/app/privacy/audit": "routes/app.privacy.audit",
  "/app/privacy/audit/file?format=json": "routes/app.privacy.audit_.file",
  "/app/privacy/retention": "routes/app.privacy.retention",
  "/app/privacy/export": "routes/app.privacy.export",
  "/app/privacy/erase": "routes/app.privacy.erase",
  "/app/privacy/policy": "routes/app.privacy.policy",
};

/** Every page of a shop, whole and as the data that its scripts get, with the headers; the pages of one batch as well. */
export async function lookAround(run: LongRun, { domain, visit }: Merchant): Promise<void> {
  const batch = await run.stack.database.db.batch.findFirstOrThrow({
    ...{ where: { shop: domain }, orderBy: { id: "asc" } },
  });
  const ofBatch = { [`/app/batches/${batch.id}`]: "routes/app.batches.$id" };
  for (const [path, route] of Object.entries({ ...PAGES, ...ofBatch })) {
    const data = await visit.get(path, route);
    run.show(`data of ${path}`, `${headersOf(data)} ${JSON.stringify(data.body)}`);
    const page = await visit.open(await visit.pageUrl(path));
    run.show(`page ${path}`, `${page.status} ${headersOf(page)} ${await page.text()}`);
  }
}

const headersOf = ({ headers }: { headers: Headers }) => JSON.stringify([...headers]);

/** What anybody gets without a sign-in, what monitoring gets, and what `ps` tells at this moment. */
export async function lookFromOutside(run: LongRun): Promise<void> {
  const { appUrl } = run.stack;
  for (const path of ["/", "/privacy", "/security", "/healthz", "/readyz", "/metrics", "/nothing-here"]) {
    const answer = await fetch(appUrl + path, { redirect: "manual" });
    run.see(`outside ${path}`, `${answer.status} ${headersOf(answer)} ${await answer.text()}`);
  }
  const token = { headers: { Authorization: `Bearer ${run.own.metricsToken}` } };
  run.see("metrics of web", await (await fetch(`${appUrl}/metrics`, token)).text());
  const inner = await fetch(`http://127.0.0.1:${run.metricsPort}/metrics`, token);
  run.see("metrics of a worker", await inner.text());
  run.seen.push(await processesDump());
}
