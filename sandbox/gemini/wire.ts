import { z } from "zod";
import { invalidArgument, type GoogleError } from "./google-error.ts";
import { aspectRatios, type Model } from "./models.ts";

const Part = z.strictObject({
  text: z.string().optional(),
  inlineData: z.strictObject({ mimeType: z.string(), data: z.string().min(1) }).optional(),
  fileData: z.strictObject({ mimeType: z.string().optional(), fileUri: z.string() }).optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
});

const Content = z.strictObject({ role: z.enum(["user", "model"]).optional(), parts: z.array(Part).min(1) });

const ImageConfig = z.strictObject({
  aspectRatio: z.enum(aspectRatios).optional(),
  imageSize: z.enum(["1K", "2K", "4K"]).optional(), // a small k is refused by the real one too
});

const GenerationConfig = z.strictObject({
  responseModalities: z.array(z.enum(["TEXT", "IMAGE"])).optional(),
  imageConfig: ImageConfig.optional(),
  candidateCount: z.int().optional(),
  seed: z.int().optional(),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.number().optional(),
  maxOutputTokens: z.int().optional(),
  stopSequences: z.array(z.string()).max(5).optional(),
  thinkingConfig: z
    .strictObject({
      includeThoughts: z.boolean().optional(),
      thinkingBudget: z.int().optional(),
      thinkingLevel: z.string().optional(),
    })
    .optional(),
  mediaResolution: z.string().optional(),
});

const GenerateContentRequest = z.strictObject({
  model: z.string().optional(),
  contents: z.array(Content).min(1),
  systemInstruction: z.strictObject({ role: z.string().optional(), parts: z.array(Part) }).optional(),
  safetySettings: z.array(z.strictObject({ category: z.string(), threshold: z.string() })).optional(),
  generationConfig: GenerationConfig.optional(),
  store: z.boolean().optional(),
});

export type GenerateContentRequest = z.infer<typeof GenerateContentRequest>;

/** Checks a request body as the real API does; unknown fields are errors there, not warnings. */
export function readRequest(body: string, model: Model): GenerateContentRequest | GoogleError {
  const json = parsedJson(body);
  if (json === undefined)
    return invalidArgument("Invalid JSON payload received. Unable to parse the request.");
  const parsed = GenerateContentRequest.safeParse(json);
  if (!parsed.success) return violation(parsed.error.issues[0]);
  return refusalOf(parsed.data, model) ?? parsed.data;
}

function refusalOf(
  { contents, generationConfig }: GenerateContentRequest,
  model: Model,
): GoogleError | undefined {
  const { candidateCount = 1, imageConfig, responseModalities } = generationConfig ?? {};
  if (candidateCount !== 1)
    return invalidArgument("Only one candidate can be specified in the current model");
  if (imageConfig?.imageSize && !model.sizes.includes(imageConfig.imageSize))
    return invalidArgument(`Image size ${imageConfig.imageSize} is not supported by ${model.name}`);
  if (responseModalities && !responseModalities.includes("IMAGE"))
    return invalidArgument("Model does not support the requested response modalities: text");
  const parts = contents.flatMap((content) => content.parts);
  if (parts.filter((part) => part.inlineData).length > 14)
    return invalidArgument("Too many images in the request.");
  return parts.some((part) => part.text?.trim())
    ? undefined
    : invalidArgument("The prompt must not be empty.");
}

function violation(issue: z.core.$ZodIssue | undefined): GoogleError {
  const field = issue?.path.map(String).join(".") ?? "";
  const description =
    issue?.code === "unrecognized_keys"
      ? `Invalid JSON payload received. Unknown name "${issue.keys[0]}" at '${field}': Cannot find field.`
      : `Invalid value at '${field}': ${issue?.message}`;
  const details = {
    "@type": "type.googleapis.com/google.rpc.BadRequest",
    fieldViolations: [{ field, description }],
  };
  return invalidArgument(description, [details]);
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // the caller answers 400
  }
}

export function promptOf(request: GenerateContentRequest): string {
  return request.contents.flatMap(({ parts }) => parts.flatMap((part) => part.text ?? [])).join("\n");
}

/** The first picture of the request: the product. */
export function photoOf(request: GenerateContentRequest): Buffer | undefined {
  const [inline] = request.contents.flatMap(({ parts }) => parts.flatMap((part) => part.inlineData ?? []));
  return inline && Buffer.from(inline.data, "base64");
}
