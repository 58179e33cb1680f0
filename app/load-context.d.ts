import type { AddDocumentHeaders } from "./document-headers.server.ts";
import type { RequirePerson } from "./require-person.server.ts";
import type { Services } from "./services.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    services: Services;
    requirePerson: RequirePerson;
    addDocumentResponseHeaders: AddDocumentHeaders;
  }
}
