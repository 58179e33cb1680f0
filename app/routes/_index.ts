import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** Shopify may open the app at its root: what it says in the address goes along. */
export function loader({ request }: LoaderFunctionArgs) {
  return redirect(`/app${new URL(request.url).search}`);
}
