import type { ActionFunctionArgs, AppLoadContext } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../platform/logger.server.ts";
import { PackshotError, type ErrorCode } from "../../platform/errors.ts";
import { embeddedAction, embeddedLoader, isLogged } from "./embedded.server.ts";

const ADA = { id: "7", name: "Ada", locale: "en", canEditProducts: true };

/** A request of somebody who is signed in, unless `refusal` is what authentication throws. */
function visit(
  refusal?: unknown,
  { log = createLogger("silent"), erasing = false } = {},
): ActionFunctionArgs {
  const privacy = { isErasing: async () => erasing };
  const context: Partial<AppLoadContext> = {
    services: { log, privacy } as unknown as AppLoadContext["services"],
    requirePerson: async () => {
      if (refusal !== undefined) throw refusal;
      return { shop: "one.myshopify.com", person: ADA } as Awaited<
        ReturnType<AppLoadContext["requirePerson"]>
      >;
    },
  };
  const request = new Request("http://app.test/app/batches/b1?id_token=secret-token");
  return { request, params: { id: "b1" }, context: context as AppLoadContext };
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

describe("the log", () => {
  /** The lines of a request that fails so. */
  async function linesOf(code: ErrorCode, refusal?: unknown): Promise<Record<string, unknown>[]> {
    const lines: string[] = [];
    const log = createLogger("info", { destination: { write: (line) => void lines.push(line) } });
    const failing = embeddedAction(async () => {
      throw new PackshotError(code, { image: "i1", accessToken: "shpua_secret" });
    });
    await failing(visit(refusal, { log }));
    expect(lines.join("")).not.toMatch(/shpua_secret|secret-token/);
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  const WHERE = { shop: "one.myshopify.com", person: "7", path: "/app/batches/b1", params: { id: "b1" } };

  it("tells of a refusal who asked for what, with the ids it is about", async () => {
    expect(await linesOf("not_found")).toMatchObject([
      { ...WHERE, level: 30, code: "not_found", method: "GET", data: { image: "i1" } },
    ]);
  });

  it("warns of a failure, with what caused it", async () => {
    expect(await linesOf("shopify_unreachable")).toMatchObject([
      { ...WHERE, level: 40, code: "shopify_unreachable", err: { data: { image: "i1" } } },
    ]);
  });

  it("tells of a bug whose request met it, once", async () => {
    const lines: string[] = [];
    const log = createLogger("info", { destination: { write: (line) => void lines.push(line) } });
    const bug = new TypeError("a bug");
    const failing = embeddedLoader(async () => {
      throw bug;
    });
    expect(await thrownBy(failing(visit(undefined, { log })))).toBe(bug);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { ...WHERE, level: 50, err: { message: "a bug" } },
    ]);
    expect([isLogged(bug), isLogged(new TypeError("another"))]).toEqual([true, false]);
  });

  it("tells of somebody who is not signed in without knowing who", async () => {
    const refusal = new PackshotError("not_signed_in", { shop: "two.myshopify.com" });
    const [line] = await linesOf("not_signed_in", refusal);
    expect(line).toMatchObject({ code: "not_signed_in", data: { shop: "two.myshopify.com" } });
    expect(line).not.toHaveProperty("shop");
  });
});

describe("while all of a shop is erased", () => {
  it("every page leads to the one that says so, and nothing is done", async () => {
    const answer = (await thrownBy(embeddedLoader(fail)(visit(undefined, { erasing: true })))) as Response;
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/app/privacy/erase"]);
    const refused = (await embeddedAction(fail)(visit(undefined, { erasing: true }))) as Response;
    expect(await refused.json()).toMatchObject({ failure: { code: "shop_erasing" } });
  });

  it("that page itself is shown", async () => {
    const page = embeddedLoader(async () => "shown", { whileErasing: true });
    expect(await page(visit(undefined, { erasing: true }))).toBe("shown");
  });
});
