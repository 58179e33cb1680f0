/** Keeps the product page's media as they are, without a reload: the app works on them meanwhile. */
const media = document.getElementById("media");
const EVERY_MS = 1_000;
let shown = media?.innerHTML;

async function refresh(): Promise<void> {
  const source = media?.dataset.source;
  if (!media || !source || document.hidden || media.contains(document.activeElement)) return;
  const response = await fetch(source);
  const latest = await response.text();
  if (response.ok && latest !== shown) media.innerHTML = shown = latest;
}

setInterval(() => {
  refresh().catch((error: unknown) => console.warn("Media not refreshed; trying again.", error));
}, EVERY_MS);
