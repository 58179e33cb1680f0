/** Makes the inside of a stand-in's shadow from what stands on the element. */
type Draw = (element: HTMLElement, adminUrl: (href: string) => string) => Node[];

const ATTRIBUTES = ["accessibilitylabel", "alt", "collapsedsummary", "heading", "href", "size", "src"];

const slot = () => document.createElement("slot");

/** A link where there is somewhere to go, else a button; both are named as the element says. */
const pressable: Draw = (element, adminUrl) => {
  const href = element.getAttribute("href");
  const inner = href
    ? Object.assign(document.createElement("a"), { href: adminUrl(href), target: "_top" })
    : Object.assign(document.createElement("button"), { type: "button" });
  inner.ariaLabel = element.getAttribute("accessibilitylabel");
  inner.append(slot());
  return [inner];
};

const DRAWN: Record<string, Draw> = {
  "s-button": pressable,
  "s-clickable": pressable,
  "s-link": pressable,
  "s-thumbnail": (element) => {
    const { width, height } = { width: 80, height: 80 };
    const [src, alt] = [element.getAttribute("src") ?? "", element.getAttribute("alt") ?? ""];
    return [Object.assign(document.createElement("img"), { width, height, src, alt })];
  },
  "s-spinner": (element) => {
    const label = element.getAttribute("accessibilitylabel") ?? "";
    return [Object.assign(document.createElement("span"), { role: "status", ariaLabel: label })];
  },
  "s-banner": () => [slot()],
  "s-admin-block": (element) => {
    const heading = document.createElement("h2");
    heading.textContent = element.getAttribute("heading");
    return [heading, slot()];
  },
};

const STYLE = `
  :host { box-sizing: border-box; }
  h2 { font-size: 1.05rem; margin: 0 0 0.6rem; }
  a, button { font: inherit; color: inherit; text-decoration: none; display: inline-block; cursor: pointer; }
  :host(s-button) :is(a, button) { padding: 0.4rem 0.8rem; border-radius: 8px; border: 1px solid #b9c0c8; background: #fff; }
  :host(s-button[variant="primary"]) :is(a, button) { background: #22262b; border-color: #22262b; color: #fff; }
  :host(s-clickable) a { border-radius: 8px; overflow: hidden; line-height: 0; }
  :is(a, button):focus-visible { outline: 3px solid #e0a526; outline-offset: 2px; }
  img { object-fit: cover; border-radius: 8px; background: #eceef1; display: block; border: 1px solid #d9dde2; }
  span[role="status"] { display: block; width: 1.2rem; height: 1.2rem; border-radius: 50%; border: 3px solid #d9dde2;
    border-top-color: #5c646e; }
`;

/** Shopify draws these in the admin; here they look near enough, and say the same to a keyboard and a screen reader. */
export function defineWebComponents(adminUrl: (href: string) => string): void {
  for (const [name, draw] of Object.entries(DRAWN)) {
    class StandIn extends HTMLElement {
      static observedAttributes = ATTRIBUTES;
      #shadow = this.attachShadow({ mode: "open" });

      connectedCallback() {
        this.#draw();
      }

      attributeChangedCallback() {
        if (this.isConnected) this.#draw();
      }

      #draw() {
        const style = document.createElement("style");
        style.textContent = STYLE;
        this.#shadow.replaceChildren(style, ...draw(this, adminUrl));
      }
    }
    customElements.define(name, StandIn);
  }
}
