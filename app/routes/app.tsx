import { NavMenu } from "@shopify/app-bridge-react";
import { Link, Outlet } from "@remix-run/react";
import { useShown } from "./edge/keep-shown.ts";
import { PageSkeleton } from "../ui/frame/page-skeleton.tsx";
import { useComingPage } from "../ui/frame/use-coming-page.ts";
import { useTexts } from "../texts/speaking.tsx";

export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Admin's menu for the app. No loader: each page authenticates once, for itself. */
export default function Embedded() {
  useShown();
  const { t } = useTexts();
  const coming = useComingPage();
  return (
    <>
      <NavMenu>
        <Link to="/app" rel="home">
          {t("frame.home")}
        </Link>
        <Link to="/app/products">{t("frame.products")}</Link>
        <Link to="/app/recipes">{t("frame.recipes")}</Link>
        <Link to="/app/batches">{t("frame.batches")}</Link>
        <Link to="/app/review">{t("frame.review")}</Link>
        <Link to="/app/library">{t("frame.library")}</Link>
        <Link to="/app/published">{t("frame.published")}</Link>
        <Link to="/app/credits">{t("frame.credits")}</Link>
        <Link to="/app/settings">{t("frame.settings")}</Link>
        <Link to="/app/privacy">{t("frame.privacy")}</Link>
      </NavMenu>
      <div hidden={coming !== null}>
        <Outlet />
      </div>
      {coming !== null && <PageSkeleton pathname={coming} />}
    </>
  );
}
