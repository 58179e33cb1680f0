import { Link } from "@remix-run/react";
import { type ComponentPropsWithoutRef, forwardRef } from "react";

type Props = Omit<ComponentPropsWithoutRef<"a">, "href" | "target"> & {
  url: string;
  external?: boolean;
  target?: "_blank" | "_self" | "_parent" | "_top";
};

/** How Polaris draws links: within the app by Remix, elsewhere (admin, downloads) by the browser. */
export const RouterLink = forwardRef<HTMLAnchorElement, Props>(function RouterLink(
  { url, external, target, ...rest },
  ref,
) {
  const within = url.startsWith("/") && !external && !target && rest.download === undefined;
  if (within) return <Link to={url} ref={ref} {...rest} />;
  return (
    <a
      href={url}
      target={external ? "_blank" : target}
      rel={external ? "noopener noreferrer" : undefined}
      ref={ref}
      {...rest}
    />
  );
});
