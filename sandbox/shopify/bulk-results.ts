import type { RequestHandler, Response } from "express";
import { RESULTS_PATH, statusOf } from "./admin-api/bulk-operations.ts";
import { takeBulkFault } from "./faults.ts";
import { gid, type Store } from "./store.ts";

export { RESULTS_PATH };

/** The results of bulk queries, as Google's storage serves them: by a signed address, and any range of bytes. */
export function serveBulkResult(store: Store): RequestHandler {
  return (request, response) => {
    const operation = store.bulkOperations.get(gid("BulkOperation", Number(request.params.id)));
    const result = operation?.result;
    if (!result || operation.signature !== Number(request.query.signature)) return forbidden(response);
    if (statusOf(operation, store.now()) !== "COMPLETED") return forbidden(response);

    const fault = takeBulkFault(store.faults, ["dead_address", "cut_result", "expire"]);
    if (fault === "dead_address") operation.signature += 1;
    if (fault === "expire") operation.expiresAt = store.now();
    if (fault === "dead_address" || fault === "expire") return forbidden(response);

    const [from, to] = rangeOf(request.get("range"), result.length);
    if (from >= result.length) return void response.status(416).end();
    response.status(request.get("range") ? 206 : 200).set({
      "Content-Type": "application/jsonl",
      "Content-Length": String(to - from),
      "Content-Range": `bytes ${from}-${to - 1}/${result.length}`,
    });
    if (fault !== "cut_result") return void response.end(result.subarray(from, to));
    response.write(result.subarray(from, from + Math.floor((to - from) / 2)), () => request.socket.destroy());
  };
}

const forbidden = (response: Response) =>
  void response.status(403).type("xml").send("<Error><Code>AccessDenied</Code></Error>");

/** The bytes asked for, the last one excluded; all of them where no single range was named. */
function rangeOf(header: string | undefined, size: number): [from: number, to: number] {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === undefined) return [0, size];
  return [Number(from), to ? Math.min(size, Number(to) + 1) : size];
}
