import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPackshotError } from "../../platform/errors.ts";
import { idIn, jsonOf, newFormToken, readForm, readSearch } from "./input.server.ts";

const Form = z.object({ ids: jsonOf(z.array(z.string()).min(1)) });

function post(fields: Record<string, string>): Request {
  return new Request("http://app.test/app/x", { method: "POST", body: new URLSearchParams(fields) });
}

async function codeOf(result: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof result === "function" ? result() : result);
  } catch (error) {
    if (isPackshotError(error)) return error.code;
    throw error;
  }
  return "no error";
}

describe("readForm", () => {
  it("answers the fields it was asked for", async () => {
    const form = post({ formToken: newFormToken(), ids: '["a","b"]', extra: "1" });
    expect(await readForm(form, Form)).toEqual({ ids: ["a", "b"] });
  });

  it.each<Record<string, string>>([{}, { formToken: "" }, { formToken: "guess" }])(
    "refuses a form whose token is %j",
    async (token) => {
      expect(await codeOf(readForm(post({ ...token, ids: '["a"]' }), Form))).toBe("form_token_missing");
    },
  );

  it.each(["", "[", "[]", "{}", "[1]", "null"])("refuses %j where a list belongs", async (ids) => {
    expect(await codeOf(readForm(post({ formToken: newFormToken(), ids }), Form))).toBe("invalid_input");
  });

  it("refuses a body that is no form", async () => {
    const request = new Request("http://app.test/app/x", { method: "POST", body: "{" });
    expect(await codeOf(readForm(request, Form))).toBe("invalid_input");
  });
});

describe("readSearch", () => {
  it("reads what the shape knows and leaves the rest", () => {
    const request = new Request("http://app.test/app/products?search=mug&host=abc");
    expect(readSearch(request, z.object({ search: z.string().optional() }))).toEqual({ search: "mug" });
  });
});

describe("idIn", () => {
  it.each(["01a1f81f-beaa-743c-9aa4-9c4cc46bc28f", "7000000018"])("takes %s", (id) => {
    expect(idIn({ id })).toBe(id);
  });

  it.each([undefined, "", "a b", "a\u0000", "../etc", "x".repeat(65)])(
    "finds nothing under %j",
    async (id) => {
      expect(await codeOf(() => idIn({ id }))).toBe("not_found");
    },
  );
});
