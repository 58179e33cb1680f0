import { describe, expect, it } from "vitest";
import { PackshotError } from "./errors.ts";
import { createLogger } from "./logger.server.ts";
import { createRedact } from "./redact.ts";

const SECRET = 'hidden"in/the+vault=';
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoiaHR0cHM6Ly9hIn0.c2lnbmF0dXJlLW9mLWl0";

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("info", { secrets: [SECRET], destination: { write: (line) => void lines.push(line) } }));
  for (const line of lines) JSON.parse(line);
  return lines.join("");
}

describe("the log", () => {
  it.each([
    ["a message", (log) => log.info(`connecting with ${SECRET}`)],
    ["a field of any name", (log) => log.info({ deep: { down: [{ here: SECRET }] } }, "hello")],
    ["an address", (log) => log.info({ url: `https://h/?key=${encodeURIComponent(SECRET)}` })],
    ["an error and its causes", (log) => log.error({ err: new Error("a", { cause: new Error(SECRET) }) })],
    ["the data of an error", (log) => log.warn({ err: new PackshotError("internal", { said: SECRET }) })],
    ["what a part of the app logs", (log) => log.child({ who: SECRET }).info("hello")],
  ] satisfies [string, (log: ReturnType<typeof createLogger>) => void][])(
    "does not tell a secret in %s",
    (_, write) => {
      const text = logged(write);
      expect(text).toContain("[secret]");
      for (const one of [SECRET, encodeURIComponent(SECRET), "in/the+vault"]) expect(text).not.toContain(one);
    },
  );
});

describe("what looks like a secret", () => {
  it.each([
    ["shpat_0123456789abcdef0123456789abcdef"],
    ["shprt_0123456789abcdef0123456789abcdef"],
    ["AIzaSyA1234567890abcdefghijklmnopqrstu"],
    [TOKEN],
    [`https://app/app?shop=a.myshopify.com&id_token=${TOKEN}&host=x`],
    ["Authorization: Bearer abc123def456"],
    ["https://store/k?X-Amz-Signature=0123456789abcdef&X-Amz-Date=1"],
  ])("is taken out: %s", (text) => {
    const left = createRedact([])(text);
    expect(left).toContain("[secret]");
    expect(left).not.toMatch(/0123456789abcdef|SyA123|eyJ|abc123def/);
  });

  it("is a password in an address, of which the rest stays", () => {
    expect(createRedact([])("at postgresql://packshot:geheim@db:5432/packshot now")).toBe(
      "at postgresql://packshot:[secret]@db:5432/packshot now",
    );
  });

  it("is nothing in what the log is full of", () => {
    const line =
      '{"level":30,"shop":"a-b.myshopify.com","ms":12,"msg":"Admin API","url":"http://h:80/x@y","err":{"stack":"at f (file:///srv/app.ts:1:2)"},"id":"01939f1c-7c8d-7a1e-9a3b-2f1e0d9c8b7a","said":"Basic understanding"}';
    expect(createRedact([])(line)).toBe(line);
  });
});
