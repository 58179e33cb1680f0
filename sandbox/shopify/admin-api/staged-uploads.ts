import { randomUUID } from "node:crypto";
import { GraphQLError } from "graphql";
import type { Context, Resolvers } from "./context.ts";
import { encodePath } from "../store.ts";
import { limits } from "./image-check.ts";

type Input = {
  filename: string;
  mimeType: string;
  resource: string;
  httpMethod: string;
  fileSize?: string | number | null;
};
type UserError = { field: string[]; message: string };

export const stagedUploadMutations: Resolvers = {
  stagedUploadsCreate: (_: unknown, { input }: { input: Input[] }, context) => {
    const userErrors = input.flatMap(problemsOf);
    if (userErrors.length > 0) return { stagedTargets: [], userErrors };
    return { stagedTargets: input.map((one) => stage(context, one)), userErrors: [] };
  },
};

function problemsOf(
  { filename, mimeType, resource, httpMethod, fileSize }: Input,
  index: number,
): UserError[] {
  if (resource !== "IMAGE" || httpMethod !== "PUT") {
    throw new GraphQLError(`A staged upload of ${resource} by ${httpMethod} is not simulated by the sandbox`);
  }
  const at = (field: string, message: string) => ({ field: ["input", String(index), field], message });
  if (!filename.trim()) return [at("filename", "Filename can't be blank")];
  if (!mimeType.startsWith("image/")) return [at("mimeType", "Mime type is not an image")];
  if (Number(fileSize ?? 0) > limits.bytes) return [at("fileSize", "File size is too big")];
  return [];
}

/** A PUT to the target needs no form fields; Shopify still names the headers it signed. */
function stage({ store, shop }: Context, { filename, mimeType }: Input) {
  const key = `tmp/${shop.id}/products/${randomUUID()}/${filename.replaceAll("/", "_")}`;
  store.staged.set(key, { key, contentType: mimeType, bytes: null });
  const url = `${store.origin}/staged/${encodePath(key)}`;
  return {
    url,
    resourceUrl: url,
    parameters: [
      { name: "content_type", value: mimeType },
      { name: "acl", value: "private" },
    ],
  };
}
