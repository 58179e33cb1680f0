import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";

/** A page that is there sooner needs nothing in its place: it would only flicker. */
const PATIENCE_MS = 100;

/** The path of another page that a person waits for; null while there is none, or it has only just been asked for. */
export function useComingPage(): string | null {
  const { pathname } = useLocation();
  const { state, location } = useNavigation();
  const wanted = state === "loading" && location.pathname !== pathname ? location.pathname : null;
  const [waited, setWaited] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => setWaited(wanted), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setWaited(null);
    };
  }, [wanted]);
  return wanted !== null && waited === wanted ? wanted : null;
}
