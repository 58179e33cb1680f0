import { failureAnswer } from "./edge/embedded.server.ts";

export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Every other address. Without this route the router would print the whole address, session token and all. */
export function loader() {
  throw failureAnswer("not_found");
}

export default function Nowhere() {
  return null;
}
