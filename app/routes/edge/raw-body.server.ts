/**
 * The body as it came; null when it is larger than that, whether or not it said so beforehand. Then it is read to its
 * end, which keeps the connection in order and lets the answer arrive, but it is not kept.
 */
export async function rawBody(request: Request, mostBytes: number): Promise<Buffer<ArrayBuffer> | null> {
  const reader = request.body?.getReader();
  let chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return length > mostBytes ? null : Buffer.concat(chunks);
    length += value.length;
    if (length > mostBytes) chunks = [];
    else chunks.push(value);
  }
}
