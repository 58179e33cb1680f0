import type { Policy } from "../../privacy/policy.ts";
import { PolicyBody } from "./policy-body.tsx";
import { PUBLIC_STYLE } from "./public-style.ts";

/** A page for everybody: a document of its own, without the app's scripts and styles. */
export function PublicPage({ policy, operator }: { policy: Policy; operator: string }) {
  const { title, ...body } = policy;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Packshot`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <style dangerouslySetInnerHTML={{ __html: PUBLIC_STYLE }} />
      </head>
      <body>
        <header>
          <nav aria-label="Pages">
            <a href="/privacy">Privacy</a>
            <a href="/security">Security</a>
          </nav>
        </header>
        <main>
          <h1>{title}</h1>
          <PolicyBody {...body} />
        </main>
        <footer>Packshot, operated by {operator}</footer>
      </body>
    </html>
  );
}
