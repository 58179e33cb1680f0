import type { LoaderFunctionArgs } from "@remix-run/node";
import { securityPage } from "../privacy/security-page.ts";
import { publicPage } from "./edge/public-page.server.tsx";

export const loader = ({ context }: LoaderFunctionArgs) => publicPage(context.services.env, securityPage);
