import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** A port of loopback that nobody uses at this moment: the preferred one if it is free. */
export async function freePort(preferred = 0): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? Promise.reject(new Error("no port is free"));
}

async function tryPort(wanted: number): Promise<number | null> {
  const probe = createServer();
  try {
    probe.listen(wanted, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    return port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return null;
    throw error;
  } finally {
    probe.close();
  }
}
