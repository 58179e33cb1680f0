import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPhotoFetcher } from "./fetch-photo.server.ts";
import { createRequestOutside } from "../platform/outgoing/request-outside.server.ts";
import { parseMediaHost } from "./media-hosts.ts";

const PHOTO = Buffer.from("a photo's bytes");
const asked: string[] = [];
let media: Server;
let elsewhere: Server;
let origin: string;
let otherOrigin: string;

const paths: Record<string, RequestListener> = {
  "/photo.jpg": (_, response) => response.end(PHOTO),
  "/empty": (_, response) => response.end(),
  "/gone": (_, response) => response.writeHead(404).end(),
  "/ill": (_, response) => response.writeHead(503).end(),
  "/moved": (_, response) => response.writeHead(302, { location: "/photo.jpg" }).end(),
  "/away": (_, response) => response.writeHead(302, { location: `${otherOrigin}/photo.jpg` }).end(),
  "/metadata": (_, response) => response.writeHead(307, { location: "http://169.254.169.254/latest/" }).end(),
  "/file": (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/nowhere": (_, response) => response.writeHead(302).end(),
  "/loop": (_, response) => response.writeHead(301, { location: "/loop" }).end(),
  "/announced": (_, response) => response.writeHead(200, { "content-length": "999999999" }).flushHeaders(),
  "/endless": (_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(65_536)));
    };
    response.on("drain", more);
    more();
  },
  "/drip": (_, response) => {
    const drops = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(drops));
  },
  "/silent": () => {},
  "/cut": (_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => response.destroy());
  },
};

async function listen(handler: RequestListener): Promise<[Server, string]> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

beforeAll(async () => {
  [media, origin] = await listen((request, response) => {
    asked.push(request.url ?? "");
    paths[request.url ?? ""]?.(request, response);
  });
  [elsewhere, otherOrigin] = await listen((request, response) => {
    asked.push(`elsewhere${request.url}`);
    response.end(PHOTO);
  });
});

afterAll(() => {
  for (const server of [media, elsewhere]) {
    server.closeAllConnections();
    server.close();
  }
});

function fetchPhoto(url: string, more: { maxBytes?: number; timeoutMs?: number; signal?: AbortSignal } = {}) {
  const { signal = new AbortController().signal, ...limits } = more;
  const fetcher = createPhotoFetcher({
    request: createRequestOutside(),
    mediaHosts: [parseMediaHost(origin)],
    ...limits,
  });
  return fetcher(url.startsWith("/") ? `${origin}${url}` : url, signal);
}

test("brings the bytes, also over a redirect that stays", async () => {
  expect(await fetchPhoto("/photo.jpg")).toEqual(PHOTO);
  expect(await fetchPhoto("/moved")).toEqual(PHOTO);
});

test.each([
  ["/away", "photo_host_refused"],
  ["/metadata", "photo_host_refused"],
  ["/file", "photo_host_refused"],
  ["/loop", "photo_unreachable"],
  ["/nowhere", "photo_unreachable"],
  ["/ill", "photo_unreachable"],
  ["/gone", "photo_missing"],
  ["/cut", "photo_unreachable"],
  ["/empty", "photo_not_usable"],
  ["/announced", "photo_too_large"],
  ["/endless", "photo_too_large"],
  ["not an address", "photo_host_refused"],
])("%s ends as %s", async (path, code) => {
  await expect(fetchPhoto(path)).rejects.toMatchObject({ code });
});

test("where a redirect leads outside, nobody is asked", async () => {
  await expect(fetchPhoto("/away")).rejects.toMatchObject({ code: "photo_host_refused" });
  expect(asked.filter((path) => path.startsWith("elsewhere"))).toEqual([]);
});

test("a loop is followed three times", async () => {
  asked.length = 0;
  await expect(fetchPhoto("/loop")).rejects.toMatchObject({ code: "photo_unreachable" });
  expect(asked).toHaveLength(4);
});

test.each(["/drip", "/silent"])("%s ends with the time allowed", async (path) => {
  const started = performance.now();
  await expect(fetchPhoto(path, { timeoutMs: 200 })).rejects.toMatchObject({ code: "photo_unreachable" });
  expect(performance.now() - started).toBeLessThan(2000);
});

test("the limit is inclusive", async () => {
  expect(await fetchPhoto("/photo.jpg", { maxBytes: PHOTO.length })).toEqual(PHOTO);
  await expect(fetchPhoto("/photo.jpg", { maxBytes: PHOTO.length - 1 })).rejects.toMatchObject({
    code: "photo_too_large",
  });
});

test("whoever stops it gets their own reason back", async () => {
  const stop = new AbortController();
  const fetching = fetchPhoto("/silent", { signal: stop.signal });
  stop.abort(new Error("shutting down"));
  await expect(fetching).rejects.toThrow("shutting down");
});

test("a server that does not answer the door is unreachable", async () => {
  const [closed, address] = await listen(() => {});
  closed.close();
  await once(closed, "close");
  const fetcher = createPhotoFetcher({
    request: createRequestOutside(),
    mediaHosts: [parseMediaHost(address)],
  });
  await expect(fetcher(`${address}/a.jpg`, new AbortController().signal)).rejects.toMatchObject({
    code: "photo_unreachable",
  });
});

test.each(["localhost", "127.0.0.1", "[::1]"])(
  "over https, %s is refused though it is on the list",
  async (host) => {
    const { port } = media.address() as AddressInfo;
    const fetcher = createPhotoFetcher({
      request: createRequestOutside(),
      mediaHosts: [parseMediaHost(`${host}:${port}`)],
    });
    asked.length = 0;
    await expect(
      fetcher(`https://${host}:${port}/photo.jpg`, new AbortController().signal),
    ).rejects.toMatchObject({
      code: "photo_host_refused",
    });
    expect(asked).toEqual([]);
  },
);

test("a media host whose name leads inside is refused each time it is looked up", async () => {
  const { port } = media.address() as AddressInfo;
  const answers = ["127.0.0.1", "10.0.0.1"];
  const request = createRequestOutside((_name, _options, callback) =>
    callback(null, [{ address: answers.shift() ?? "", family: 4 }]),
  );
  const fetcher = createPhotoFetcher({ request, mediaHosts: [parseMediaHost(`cdn.example:${port}`)] });
  asked.length = 0;
  for (let time = 0; time < 2; time++) {
    const fetching = fetcher(`https://cdn.example:${port}/photo.jpg`, new AbortController().signal);
    await expect(fetching).rejects.toMatchObject({ code: "photo_host_refused" });
  }
  expect(asked).toEqual([]);
});
