import { z } from "zod";
import { PackshotError } from "../../platform/errors.ts";
import { plainText } from "../../platform/plain-text.ts";
import { rawBody } from "./raw-body.server.ts";

const FormToken = z.uuid();

/** Our own ids (UUIDs) and Shopify's numbers. */
export const Id = z.string().regex(/^[\w-]{1,64}$/);

export function newFormToken(): string {
  return crypto.randomUUID();
}

/** Many times what any form but that of Generate holds. */
const MOST_BYTES = 1_000_000;

/**
 * The form's fields, their text as we can keep it. One that is too large is refused before it is taken apart, one
 * without its token before anything else is looked at.
 */
export async function readForm<T extends z.ZodType>(
  request: Request,
  shape: T,
  mostBytes = MOST_BYTES,
): Promise<z.infer<T>> {
  const fields = plainFields(await formOf(request, mostBytes));
  if (!FormToken.safeParse(fields.formToken).success) throw new PackshotError("form_token_missing");
  return parsed(shape, fields);
}

/** The search parameters that `shape` knows; a malformed one counts as absent. */
export function readSearch<T extends z.ZodType>(request: Request, shape: T): z.infer<T> {
  return parsed(shape, plainFields(new URL(request.url).searchParams));
}

/** An id from the path: what cannot be an id is not found. */
export function idIn(params: Record<string, string | undefined>): string {
  const id = Id.safeParse(params.id);
  if (!id.success) throw new PackshotError("not_found");
  return id.data;
}

/** A JSON text in a form field. */
export function jsonOf<T extends z.ZodType>(shape: T) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text, plainValue) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "is not JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

async function formOf(request: Request, mostBytes: number): Promise<FormData> {
  const body = await rawBody(request, mostBytes);
  if (!body) throw new PackshotError("form_too_large", { most: mostBytes });
  const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
  try {
    return await new Response(body, { headers }).formData();
  } catch (cause) {
    throw new PackshotError("invalid_input", { reason: "the body is not a form" }, { cause });
  }
}

function plainFields(fields: Iterable<[string, FormDataEntryValue]>): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...fields].map(([name, value]) => [name, plainValue(name, value)]));
}

/** JSON can spell out what the text around it cannot hold. */
function plainValue<T>(_name: string, value: T): T | string {
  return typeof value === "string" ? plainText(value) : value;
}

/** Enough for the log: a list may have thousands. */
export function someOf(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  return issues.slice(0, 5);
}

function parsed<T extends z.ZodType>(shape: T, value: unknown): z.infer<T> {
  const result = shape.safeParse(value);
  if (!result.success) throw new PackshotError("invalid_input", { issues: someOf(result.error.issues) });
  return result.data;
}
