import type { RequirePerson } from "./require-person.server.ts";
import type { Services } from "./services.server.ts";
import type { ShopLanguage } from "./shop-language.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    services: Services;
    requirePerson: RequirePerson;
    /** What the shop of a request has chosen, for pages that are in its language before anybody is asked who they are. */
    shopLanguage: ShopLanguage;
    /** What an inline script of this answer has to carry (`Content-Security-Policy`). */
    nonce: string;
  }
}
