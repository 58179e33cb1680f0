import { PackshotError } from "../platform/errors.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Every other address of the embedded app. */
export const loader = embeddedLoader(async (): Promise<null> => {
  throw new PackshotError("not_found");
});

export default function Nowhere() {
  return null;
}
