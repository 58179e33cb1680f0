import { lookup as resolveByDns, type LookupAddress, type LookupOptions } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Not on the public internet, by itself or by where its name leads. */
export class AddressRefused extends Error {
  override name = "AddressRefused";
}

/** What is not public of IPv4 (IANA's special-purpose registry). */
const NOT_PUBLIC_4 = blockList([
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"],
]);

/** All that is handed out of IPv6 begins with 001; what lies elsewhere is local, or IPv4 in other clothes. */
const GLOBAL_6 = blockList(["2000::/3"]);
/** Of those: protocols and Teredo, documentation, 6to4. */
const NOT_PUBLIC_6 = blockList(["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !NOT_PUBLIC_4.check(address, "ipv4");
  return family === 6 && GLOBAL_6.check(address, "ipv6") && !NOT_PUBLIC_6.check(address, "ipv6");
}

/** Throws unless it is HTTPS to a name, or to a public address: of an address written out there is no lookup. */
export function refuseNotPublic({ protocol, hostname }: URL): void {
  if (protocol !== "https:") throw new AddressRefused(`${protocol} is not HTTPS`);
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw new AddressRefused(`${bare} is not public`);
}

export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * For `lookup` of node:http: the connection is made to the very addresses that were checked here, so a name that
 * answers differently the second time (DNS rebinding) gains nothing.
 */
export function createPublicLookup(resolve: Resolve = resolveByDns): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      if (refused) return callback(new AddressRefused(`${hostname} leads to ${refused.address}`), []);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
    });
  };
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = "", prefix] = range.split("/");
    list.addSubnet(net, Number(prefix), isIP(net) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}
