import type { LoaderFunctionArgs } from "@remix-run/node";
import { privacyPolicy } from "../privacy/privacy-policy.ts";
import { publicPage } from "./edge/public-page.server.tsx";

export const loader = ({ context }: LoaderFunctionArgs) => publicPage(context.services.env, privacyPolicy);
