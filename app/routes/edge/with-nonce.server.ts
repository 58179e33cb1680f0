/**
 * shopify-app-remix throws small pages of its own, whose scripts know nothing of our policy. They consist of its words
 * and encoded addresses alone, so every script in them is meant.
 */
export async function withNonce(thrown: unknown, nonce: string): Promise<unknown> {
  if (!(thrown instanceof Response) || !thrown.headers.get("Content-Type")?.includes("html")) return thrown;
  const { status, headers } = thrown;
  const page = (await thrown.text()).replace(/<script(?=[\s>])/g, `<script nonce="${nonce}"`);
  return new Response(page, { status, headers });
}
