import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { startRedis } from "../../../sandbox/redis.ts";
import type { Haystack } from "../find-secrets.ts";

/** A Redis that asks for a password, and everything that anybody ever told it: keys live too shortly to be dumped. */
export async function startGuardedRedis() {
  const server = await startRedis();
  if (!server) throw new Error("the long run needs redis-server or valkey-server");
  const password = randomBytes(18).toString("base64url");
  const redis = new Redis(server.url);
  await redis.config("SET", "requirepass", password);
  const url = new URL(server.url);
  url.password = password;
  const monitor = await new Redis(url.href).monitor();
  const told: string[] = [];
  monitor.on("monitor", (_time: string, words: string[]) => void told.push(words.join(" ")));

  return {
    url: url.href,
    password,
    redis,
    told: (): Haystack => ({ name: "Redis, all it was told", content: told.join("\n") }),
    /** As when the network between fails: whoever talks to it says so in its log. */
    async dropAll() {
      const clients = String(await redis.client("LIST"))
        .trim()
        .split("\n");
      const others = clients.filter((line) => !/ flags=O /.test(line)); // but who listens to all that it is told
      const mine = await redis.client("ID");
      for (const line of others) {
        const id = Number(/^id=(\d+)/.exec(line)?.[1]);
        if (id !== mine) await redis.client("KILL", "ID", id);
      }
    },
    async stop() {
      monitor.disconnect();
      redis.disconnect();
      await server.stop();
    },
  };
}
