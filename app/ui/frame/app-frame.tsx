import { useNavigate } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import { type ReactNode, useEffect } from "react";
import { useSpeech } from "../../texts/speaking.tsx";
import { RouterLink } from "./router-link.tsx";

/** Polaris around every page, with links and App Bridge's menu going through Remix. */
export function AppFrame({ children }: { children: ReactNode }) {
  useMenuNavigation();
  const { polaris } = useSpeech();
  return (
    <AppProvider i18n={polaris} linkComponent={RouterLink}>
      {children}
    </AppProvider>
  );
}

/**
 * Admin's menu is outside the frame: App Bridge reports a click on it as `shopify:navigate` on the link of ours that
 * stands for it. (shopify-app-remix's AppProvider does the same, but puts App Bridge's script in the body.)
 */
function useMenuNavigation() {
  const navigate = useNavigate();
  useEffect(() => {
    function follow(event: Event) {
      const href = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (href) navigate(href);
    }
    addEventListener("shopify:navigate", follow);
    return () => removeEventListener("shopify:navigate", follow);
  }, [navigate]);
}
