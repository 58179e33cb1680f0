import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { acceptedLanguages, inLanguage, spoken, type Language } from "./texts/languages.ts";
import { WORDS_LINK } from "./texts/load-speech.ts";
import { useSpeech } from "./texts/speaking.tsx";
import { AppFrame } from "./ui/frame/app-frame.tsx";
import { ErrorScreen } from "./ui/frame/error-screen.tsx";
import { LATE, LateScripts } from "./ui/frame/late-scripts.tsx";
import { useNonce } from "./ui/frame/nonce.ts";
import { REMEMBER_FRAME } from "./ui/frame/remembered-frame.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Packshot" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { apiKey, appBridgeUrl, isSandbox } = context.services.env;
  const chosen = await context.shopLanguage(request);
  return { apiKey, appBridgeUrl, spoken: languageOf(request, { chosen, isSandbox }) };
}

/**
 * Never: it would be one request more whenever a page is loaded again, and the addresses within the app no longer say
 * which language admin speaks.
 */
export const shouldRevalidate = () => false;

type Choice = { chosen: Language | null; isSandbox: boolean };

/**
 * What the shop has chosen; else admin says its user's language in the address
 * (https://shopify.dev/docs/apps/build/localize-your-app).
 */
function languageOf(request: Request, { chosen, isSandbox: withTests }: Choice) {
  const asked = new URL(request.url).searchParams.get("locale") ?? "";
  const wanted = [asked, ...acceptedLanguages(request.headers.get("Accept-Language"))];
  return spoken(chosen ? inLanguage(chosen, wanted) : wanted, { withTests });
}

/**
 * App Bridge asks for its meta tag and script before every other script and link in the head; apps were rejected for
 * less (Shopify/shopify-app-template-remix issue 954).
 */
export function Layout({ children }: { children: ReactNode }) {
  const embed = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const { texts, direction, script } = useSpeech();
  return (
    <html lang={texts.locale} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        {embed && <meta name="shopify-api-key" content={embed.apiKey} />}
        {embed && <script nonce={nonce} src={embed.appBridgeUrl} />}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: REMEMBER_FRAME }} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link id={WORDS_LINK} rel={LATE} href={script} nonce={nonce} />
        <Meta />
        <Links />
      </head>
      <body>
        <AppFrame>{children}</AppFrame>
        <ScrollRestoration nonce={nonce} />
        <LateScripts nonce={nonce} />
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
