/** Many times the largest webhook we asked for. */
const MOST_BYTES = 1_000_000;

/**
 * The body as it came; null when it is larger than anything Shopify sends us. Then it is read to its end, which keeps
 * the connection in order, but not kept: nobody has proved yet who they are.
 */
export async function rawBody(request: Request): Promise<string | null> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return length > MOST_BYTES ? null : Buffer.concat(chunks).toString("utf8");
    length += value.length;
    if (length <= MOST_BYTES) chunks.push(value);
  }
}
