import { NavMenu } from "@shopify/app-bridge-react";
import { Link, Outlet } from "@remix-run/react";
import { useShown } from "./edge/keep-shown.ts";

export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Admin's menu for the app. No loader: each page authenticates once, for itself. */
export default function Embedded() {
  useShown();
  return (
    <>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/products">Products</Link>
        <Link to="/app/batches">Batches</Link>
        <Link to="/app/review">Review</Link>
        <Link to="/app/published">Published</Link>
        <Link to="/app/credits">Credits</Link>
        <Link to="/app/privacy">Privacy</Link>
      </NavMenu>
      <Outlet />
    </>
  );
}
