import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { withNonce } from "./edge/with-nonce.server.ts";

/** The library's own pages: the bounce page that fetches a session token, and the way out of the frame. */
export async function loader({ request, params, context: { services, nonce } }: LoaderFunctionArgs) {
  // Where the library sends visitors of whom it does not know the shop: we have no login form.
  if (params["*"] === "login") throw redirect("/auth/reopen");
  await services.shopify.app.authenticate.admin(request).catch(async (thrown: unknown) => {
    throw await withNonce(thrown, nonce);
  });
  return null;
}
