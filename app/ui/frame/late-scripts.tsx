import { Scripts } from "@remix-run/react";
import { Children, cloneElement, Fragment, isValidElement, type ReactElement, type ReactNode } from "react";

/** What a link to a module is until the page has its styles. */
export const LATE = "packshot-late";

/** A script that stands in the page runs when the styles before it are there: then modules may come. */
const FETCH_NOW = `for (const link of document.querySelectorAll('link[rel="${LATE}"]')) link.rel = "modulepreload"`;

/**
 * Remix' scripts, asked for when the page can be painted: the server has written all of it, and on a slow line a hundred
 * kilobytes of modules beside them would hold up the styles and App Bridge, without which there is nothing to see.
 */
export function LateScripts({ nonce }: { nonce: string | undefined }) {
  const scripts = Scripts({ nonce }) as ReactElement<{ children: ReactNode }> | null;
  if (!scripts) return null; // once the page is alive
  const parts = Children.toArray(scripts.props.children);
  const isLink = (part: ReactNode) => isValidElement(part) && part.type === "link";
  return (
    <>
      {parts.filter(isLink).map((link) => cloneElement(link as ReactElement<{ rel: string }>, { rel: LATE }))}
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: FETCH_NOW }} />
      {parts
        .filter((part) => !isLink(part))
        .map((part, place) => (
          <Fragment key={place}>{part}</Fragment>
        ))}
    </>
  );
}
