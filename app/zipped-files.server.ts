import type { RequestHandler } from "express";

/** Most wanted first, with how the build's files of it end. */
const ENCODINGS = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

const TYPES: Record<string, string | undefined> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/**
 * Answers with what the build has compressed already, where the browser takes it: whoever comes next reads that file
 * instead. `names`: the files there are.
 */
export function zippedFiles(names: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    const type = TYPES[request.path.split(".").at(-1) ?? ""];
    const isThere = (ending: string) => names.has(request.path.slice(1) + ending);
    if (type && ENCODINGS.some(([, ending]) => isThere(ending))) {
      response.vary("Accept-Encoding");
      const found = ENCODINGS.find(([name, ending]) => isThere(ending) && request.acceptsEncodings(name));
      if (found) {
        request.url = request.path + found[1];
        response.type(type).set("Content-Encoding", found[0]);
      }
    }
    next();
  };
}
