import type { RequirePerson } from "./require-person.server.ts";
import type { Services } from "./services.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    services: Services;
    requirePerson: RequirePerson;
    /** What an inline script of this answer has to carry (`Content-Security-Policy`). */
    nonce: string;
  }
}
