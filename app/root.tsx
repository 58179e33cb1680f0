import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { AppFrame } from "./ui/frame/app-frame.tsx";
import { ErrorScreen } from "./ui/frame/error-screen.tsx";
import { useNonce } from "./ui/frame/nonce.ts";
import { REMEMBER_FRAME } from "./ui/frame/remembered-frame.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Packshot" }];

export function loader({ context }: LoaderFunctionArgs) {
  const { apiKey, appBridgeUrl } = context.services.env;
  return { apiKey, appBridgeUrl };
}

/** Never: it does not change, and would be one request more whenever a page is loaded again. */
export const shouldRevalidate = () => false;

/**
 * App Bridge asks for its meta tag and script before every other script and link in the head; apps were rejected for
 * less (Shopify/shopify-app-template-remix issue 954). The texts are English, so the language is too.
 */
export function Layout({ children }: { children: ReactNode }) {
  const embed = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        {embed && <meta name="shopify-api-key" content={embed.apiKey} />}
        {embed && <script nonce={nonce} src={embed.appBridgeUrl} />}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: REMEMBER_FRAME }} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <AppFrame>{children}</AppFrame>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorScreen />;
}
