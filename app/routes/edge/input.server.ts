import { z } from "zod";
import { PackshotError } from "../../platform/errors.ts";

const FormToken = z.uuid();

/** Our own ids (UUIDs) and Shopify's numbers. */
export const Id = z.string().regex(/^[\w-]{1,64}$/);

export function newFormToken(): string {
  return crypto.randomUUID();
}

/** The form's fields; one without its token is refused before anything else is looked at. */
export async function readForm<T extends z.ZodType>(request: Request, shape: T): Promise<z.infer<T>> {
  const fields = Object.fromEntries(await formOf(request));
  if (!FormToken.safeParse(fields.formToken).success) throw new PackshotError("form_token_missing");
  return parsed(shape, fields);
}

/** The search parameters that `shape` knows; a malformed one counts as absent. */
export function readSearch<T extends z.ZodType>(request: Request, shape: T): z.infer<T> {
  return parsed(shape, Object.fromEntries(new URL(request.url).searchParams));
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
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "is not JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (cause) {
    throw new PackshotError("invalid_input", { reason: "the body is not a form" }, { cause });
  }
}

function parsed<T extends z.ZodType>(shape: T, value: unknown): z.infer<T> {
  const result = shape.safeParse(value);
  if (!result.success) throw new PackshotError("invalid_input", { issues: result.error.issues });
  return result.data;
}
