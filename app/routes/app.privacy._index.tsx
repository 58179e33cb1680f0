import { SectionList } from "../ui/privacy/section-list.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { embeddedLoader } from "./edge/embedded.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** What a shop can see and do about what Packshot keeps of it, each on a page of its own. */
const SECTIONS = [
  {
    name: "How long images are kept",
    about: "When images that are on no product are deleted, which ones go next, and how to keep them.",
    url: "/app/privacy/retention",
  },
  {
    name: "Privacy policy",
    about: "What Packshot holds, why, for how long, who receives it, and what happens when you leave.",
    url: "/app/privacy/policy",
  },
  {
    name: "Audit log",
    about: "Who started, approved, published, restored, deleted, exported or changed settings, and when.",
    url: "/app/privacy/audit",
  },
  {
    name: "What is kept",
    about: "All that Packshot keeps about this store and about you, and for how long.",
    url: "/app/privacy/data",
  },
  {
    name: "Export",
    about: "All images and data of this store in one file, to take with you.",
    url: "/app/privacy/export",
  },
  {
    name: "Erase everything",
    about: "All images and data that Packshot keeps of this store, at once and for good.",
    url: "/app/privacy/erase",
  },
];

export const loader = embeddedLoader(async () => null);

export default function Privacy() {
  return (
    <Screen title="Privacy" narrow>
      <SectionList sections={SECTIONS} />
    </Screen>
  );
}
