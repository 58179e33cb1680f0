import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Stands in front of a server, and can fall silent as a firewall does that forgets its connections: new ones work. */
export async function silentProxy(host: string, port: number) {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(port, host);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => !mute.has(from) && to.write(data));
      from.on("close", () => !mute.has(from) && to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  const mute = new Set<Socket>();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    /** Nothing of the connections that stand now comes through any more, not even their end. */
    fallSilent: () => sockets.forEach((socket) => mute.add(socket)),
    close() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
