import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {icons} from '/access-tokens/icons.js';
import {texts} from './texts.js';
import '/access-tokens/access-tokens.js';

/** The settings: a frame over the dashboard, with tabs. */
class Settings extends LitElement {
  static properties = {opened: {state: true}};

  createRenderRoot() {
    return this;
  }

  /** Opens it, with what the server has now. */
  async open() {
    this.opened = true;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog class="settings" aria-labelledby="settings-title" @close=${this.#closed}>
      <header>
        <h2 id="settings-title">${texts.settings}</h2>
        <button class="button plain square" id="close-settings" aria-label=${texts.close}
          @click=${() => this.querySelector('dialog').close()}>${icons.close}</button>
      </header>
      <div class="tabs" role="tablist" aria-label=${texts.tabs.label}>
        <button role="tab" id="tab-tokens" aria-selected="true" aria-controls="panel-tokens">${texts.tabs.tokens}</button>
      </div>
      <div class="panel" role="tabpanel" id="panel-tokens" aria-labelledby="tab-tokens">
        ${this.opened ? html`<access-tokens api="/1.0" docs="/docs/"></access-tokens>` : nothing}
      </div>
    </dialog>`;
  }

  /** A dialog inside of this one closes by itself; its event comes by here too. */
  #closed(event) {
    if (event.target === event.currentTarget) {
      this.opened = false;
    }
  }
}

customElements.define('latchkey-settings', Settings);
