/** `<ui-modal>`: the real one opens in the admin; here it is a dialog inside the app's frame. */
export function defineModal(): void {
  class Modal extends HTMLElement {
    /** Where React portals the children to. */
    readonly content = document.createElement("div");
    #dialog = document.createElement("dialog");
    #bar = document.createElement("header");

    constructor() {
      super();
      this.#dialog.append(this.#bar, this.content);
      this.#dialog.style.cssText =
        "border:0;border-radius:12px;padding:0;width:min(620px,92vw);max-height:90vh";
      this.#bar.style.cssText =
        "display:flex;gap:8px;padding:12px 16px;border-bottom:1px solid #ddd;align-items:center";
      this.#dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
    }

    get variant() {
      return this.getAttribute("variant") ?? "base";
    }

    connectedCallback() {
      this.style.display = "none";
      document.body.append(this.#dialog);
    }

    disconnectedCallback() {
      this.#dialog.remove();
    }

    async show() {
      if (this.#dialog.open) return;
      this.#fill();
      this.#dialog.showModal();
      this.dispatchEvent(new Event("show"));
    }

    async hide() {
      if (this.#dialog.open) this.#dialog.close();
    }

    toggle() {
      return this.#dialog.open ? this.hide() : this.show();
    }

    #fill() {
      const bar = this.querySelector("ui-title-bar");
      const title = document.createElement("strong");
      title.textContent = bar?.getAttribute("title") ?? "";
      title.style.flex = "1";
      this.#dialog.setAttribute("aria-label", title.textContent);
      this.#bar.replaceChildren(
        title,
        ...[...(bar?.querySelectorAll("button") ?? [])].map(mirror),
        this.#closer(),
      );
      const own = [...this.children].filter(
        (child) => child.localName !== "ui-title-bar" && child.hasChildNodes(),
      );
      if (!this.content.hasChildNodes()) this.content.append(...own);
    }

    #closer() {
      const close = document.createElement("button");
      close.textContent = "✕";
      close.ariaLabel = "Close";
      close.onclick = () => this.#dialog.close();
      return close;
    }
  }
  customElements.define("ui-modal", Modal);
}

function mirror(original: HTMLButtonElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.textContent = original.textContent;
  button.onclick = () => original.click();
  return button;
}
