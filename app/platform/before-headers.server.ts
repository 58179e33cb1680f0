import type { Response } from "express";

/** Does something at the last moment at which headers can still be set. */
export function beforeHeaders(response: Response, act: () => void): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    act();
    return writeHead(...args);
  }) as typeof response.writeHead;
}
