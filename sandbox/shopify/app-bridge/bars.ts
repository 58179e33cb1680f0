import type { Channel } from "./channel.ts";
import type { BarButton } from "./messages.ts";

type Bar = HTMLElement & { buttons: () => HTMLElement[] };
let latest: Partial<Record<"titleBar" | "saveBar", Bar>> = {};

/** `<ui-title-bar>` and `<ui-save-bar>`: their content stays here, hidden; the admin shows it and reports clicks. */
export function defineBars(channel: Channel): void {
  defineTitleBar(channel);
  defineSaveBar(channel);
  channel.hear((message) => {
    if (message.kind === "click") latest[message.bar]?.buttons()[message.key]?.click();
  });
}

abstract class HiddenBar extends HTMLElement {
  #observer = new MutationObserver(() => this.report());

  abstract report(): void;

  buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("button, a")];
  }

  connectedCallback() {
    this.style.display = "none";
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    this.report();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
  }
}

function defineTitleBar(channel: Channel): void {
  class TitleBar extends HiddenBar {
    override report() {
      if (this.closest("ui-modal")) return; // shown by the modal itself
      latest.titleBar = this;
      channel.tell({
        kind: "titleBar",
        title: this.getAttribute("title"),
        buttons: this.buttons().map(describe),
      });
    }

    override disconnectedCallback() {
      super.disconnectedCallback();
      if (latest.titleBar !== this) return;
      latest = { ...latest, titleBar: undefined };
      channel.tell({ kind: "titleBar", title: null, buttons: [] });
    }
  }
  customElements.define("ui-title-bar", TitleBar);
}

function defineSaveBar(channel: Channel): void {
  class SaveBar extends HiddenBar {
    showing = false;

    override report() {
      if (this.showing) latest.saveBar = this;
      if (latest.saveBar !== this) return;
      channel.tell({ kind: "saveBar", showing: this.showing, buttons: this.buttons().map(describe) });
    }

    async show() {
      this.#set(true);
    }

    async hide() {
      this.#set(false);
    }

    async toggle() {
      this.#set(!this.showing);
    }

    #set(showing: boolean) {
      if (this.showing === showing) return;
      this.showing = showing;
      this.report();
      this.dispatchEvent(new Event(showing ? "show" : "hide"));
    }

    override disconnectedCallback() {
      this.#set(false);
      super.disconnectedCallback();
    }
  }
  customElements.define("ui-save-bar", SaveBar);
}

/** A button without text is the admin's own: the primary one of a save bar says Save, the other Discard. */
function describe(element: HTMLElement, key: number): BarButton {
  const primary = element.getAttribute("variant") === "primary";
  return {
    key,
    label: element.textContent?.trim() || (primary ? "Save" : "Discard"),
    primary,
    critical: element.getAttribute("tone") === "critical",
    disabled: element.hasAttribute("disabled"),
  };
}

export const isSaveBarShowing = () =>
  document.querySelector<HTMLElement & { showing?: boolean }>("ui-save-bar")?.showing === true;
