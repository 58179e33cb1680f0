import type { AdminDeps, Visit } from "./context.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

export function settingsPage({ store, webhooks }: AdminDeps, visit: Visit): string {
  const { shop, name } = visit;
  const path = `/store/${name}/settings/apps`;
  const post = (action: string, label: string, tone = "") =>
    html`<form method="post" action="${path}/${action}"><button class="${tone}">${label}</button></form>`;
  const sent = webhooks.deliveries().filter((delivery) => delivery.shop === shop.domain);
  const body = html`<h1>Installed apps</h1>
    <section class="card">
      <h2>Packshot</h2>
      ${
        shop.installed
          ? html`<p>Installed, with access to: ${shop.grantedScopes.join(", ") || "nothing"}.</p>
              ${post("uninstall", "Uninstall Packshot", "critical")}`
          : html`<p>Not installed. Opening it from the navigation installs it.</p>`
      }
      <p class="quiet">
        Shopify asks apps to erase a shop's data 48 hours after it leaves; this sends that request now. Sooner
        than that it speaks of an earlier uninstall, and Packshot leaves the shop alone.
      </p>
      ${post("redact", "Send shop/redact")}
    </section>
    <section class="card">
      <h2>Webhooks sent</h2>
      ${sent.length === 0 ? html`<p>None yet.</p>` : null}
      <ul class="plain">
        ${sent.map(
          (delivery) =>
            html`<li>
              ${delivery.topic}: ${delivery.attempts} attempt(s), last answer ${delivery.status ?? "pending"}
            </li>`,
        )}
      </ul>
    </section>`;
  return layout(store, visit, { title: "Installed apps", section: "settings", body, path });
}
