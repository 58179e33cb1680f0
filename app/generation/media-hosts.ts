export type MediaHost = {
  /** Plain HTTP and private addresses as well: a stand-in on this machine. */
  isStandIn: boolean;
  /** With the port where it is not the protocol's own, as `URL.host` has it. */
  host: string;
};

/**
 * Reads "host", "host:port" or "http://host:port". The last, and in the sandbox every entry, is a stand-in. Throws on
 * anything else, with the entry in the message.
 */
export function parseMediaHost(entry: string, { isSandbox = false } = {}): MediaHost {
  const text = entry.trim();
  const isHttp = text.startsWith("http://");
  const url = URL.parse(isHttp ? text : `https://${text}`);
  const plain = url?.pathname === "/" && !url.search && !url.hash && !url.username && !text.includes("*");
  if (!url || !plain) throw new Error(`"${entry}" is no media host: use host, host:port or http://host:port`);
  return { isStandIn: isHttp || isSandbox, host: url.host };
}

/** The entry that allows this address, if any. */
export function mediaHostOf(url: URL, hosts: readonly MediaHost[]): MediaHost | undefined {
  if (url.username || url.password) return undefined;
  const protocols = (entry: MediaHost) => (entry.isStandIn ? ["http:", "https:"] : ["https:"]);
  return hosts.find((entry) => protocols(entry).includes(url.protocol) && url.host === entry.host);
}
