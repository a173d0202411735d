import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {icons} from '/access-tokens/icons.js';
import {pushLayer} from './back-button.js';
import {texts} from './texts.js';
import '/access-tokens/access-tokens.js';

/** The settings: a frame over the dashboard, with tabs. Escape and the browser's Back lead out of a form in it, and then out of it. */
class Settings extends LitElement {
  static properties = {opened: {state: true}};

  #closedForm;
  #closedDialog;

  createRenderRoot() {
    return this;
  }

  /** Opens it, with what the server has now. */
  async open() {
    this.opened = true;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.#closedDialog = pushLayer(() => this.#leave());
  }

  render() {
    return html`<dialog class="settings" closedby="none" aria-labelledby="settings-title" @close=${this.#closed}
        @keydown=${this.#key} @cancel=${this.#cancel}>
      <header>
        <h2 id="settings-title">${texts.settings}</h2>
        <button class="button plain square" id="close-settings" aria-label=${texts.close} @click=${this.#leave}>${icons.close}</button>
      </header>
      <div class="tabs" role="tablist" aria-label=${texts.tabs.label}>
        <button role="tab" id="tab-tokens" aria-selected="true" aria-controls="panel-tokens">${texts.tabs.tokens}</button>
      </div>
      <div class="panel" role="tabpanel" id="panel-tokens" aria-labelledby="tab-tokens">
        ${this.opened ? html`<access-tokens api="/1.0" docs="/docs/"
          @form-opened=${() => { this.#closedForm = pushLayer(() => this.#tokens.leave()); }}
          @form-closed=${this.#formClosed}></access-tokens>` : nothing}
      </div>
    </dialog>`;
  }

  /** Closes it, if what is open in it lets itself be left. */
  async #leave() {
    if (await this.#tokens.leave()) {
      this.querySelector('dialog').close();
    }
  }

  #key(event) {
    if (event.key === 'Escape' && isIn(event.currentTarget, event)) {
      event.preventDefault();
      this.#stepBack();
    }
  }

  #cancel(event) {
    if (event.target === event.currentTarget) {
      event.preventDefault();
      this.#stepBack();
    }
  }

  /** Out of the form, or else out of the settings. */
  #stepBack() {
    this.#closedForm ? this.#tokens.leave() : this.#leave();
  }

  #formClosed() {
    this.#closedForm();
    this.#closedForm = undefined;
  }

  /** A dialog inside of this one closes by itself; its event comes by here too. */
  #closed(event) {
    if (event.target === event.currentTarget) {
      this.opened = false;
      this.#closedForm = undefined;
      this.#closedDialog();
    }
  }

  get #tokens() {
    return this.querySelector('access-tokens');
  }
}

/** Whether an event is a dialog's own, and not one of a dialog inside of it. */
function isIn(dialog, event) {
  return event.composedPath().find((element) => element.localName === 'dialog') === dialog;
}

customElements.define('latchkey-settings', Settings);
