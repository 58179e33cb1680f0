import type { ActionFunctionArgs, AppLoadContext } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../platform/logger.server.ts";
import { PackshotError } from "../../platform/errors.ts";
import { embeddedAction, embeddedLoader } from "./embedded.server.ts";

/** A request of somebody who is signed in, unless `refusal` is what authentication throws. */
function visit(refusal?: unknown): ActionFunctionArgs {
  const context: Partial<AppLoadContext> = {
    services: { log: createLogger("silent") } as AppLoadContext["services"],
    requirePerson: async () => {
      if (refusal !== undefined) throw refusal;
      return { shop: "one.myshopify.com" } as Awaited<ReturnType<AppLoadContext["requirePerson"]>>;
    },
  };
  return { request: new Request("http://app.test/app"), params: {}, context: context as AppLoadContext };
}

async function thrownBy(result: Promise<unknown>): Promise<unknown> {
  return result.then(
    () => expect.unreachable("nothing was thrown"),
    (error: unknown) => error,
  );
}

const FAILURE = { code: "product_full", sentence: expect.stringContaining("250 media") as string };
const fail = async () => {
  throw new PackshotError("product_full", { secret: "not for the browser" });
};

describe("a loader", () => {
  it("throws a failure of ours as an answer with its status, sentence and no data", async () => {
    const answer = (await thrownBy(embeddedLoader(fail)(visit()))) as Response;
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ failure: FAILURE });
  });

  it("passes on what authentication throws", async () => {
    const bounce = new Response(null, { status: 302 });
    expect(await thrownBy(embeddedLoader(async () => null)(visit(bounce)))).toBe(bounce);
  });

  it("passes on errors that are not ours", async () => {
    const bug = new TypeError("a bug");
    const load = async () => {
      throw bug;
    };
    expect(await thrownBy(embeddedLoader(load)(visit()))).toBe(bug);
  });
});

describe("an action", () => {
  it("answers a failure of ours, to be shown in place", async () => {
    const answer = (await embeddedAction(fail)(visit())) as Response;
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ failure: FAILURE });
  });

  it("answers nothing to somebody who is not signed in", async () => {
    const unauthorized = new Response(null, { status: 401 });
    expect(await thrownBy(embeddedAction(async () => null)(visit(unauthorized)))).toBe(unauthorized);
  });
});
