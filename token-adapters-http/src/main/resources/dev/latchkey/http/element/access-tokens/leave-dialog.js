import {LitElement, html} from './lit/lit-element.js';
import {controls, dialogs} from './styles.js';
import {texts} from './texts.js';

const t = texts.leave;

/** Asks before what was typed is thrown away. */
class LeaveDialog extends LitElement {
  static styles = [controls, dialogs];

  #answer;

  get open() {
    return this.#dialog.open;
  }

  /** Asks; resolves to whether to leave. */
  async ask() {
    await this.updateComplete;
    this.#dialog.showModal();
    this.renderRoot.querySelector('#stay').focus();
    return new Promise((resolve) => { this.#answer = resolve; });
  }

  /** Takes the question back, as if the answer had been to stay. */
  cancel() {
    this.#dialog.close();
  }

  render() {
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${() => this.#settle(false)}>
      <div class="body">
        <div class="head"><h2 id="title">${t.title}</h2><p class="text" id="text">${t.text}</p></div>
        <div class="actions">
          <button class="button" id="leave" @click=${() => this.#settle(true)}>${t.leave}</button>
          <button class="button primary" id="stay" @click=${() => this.#settle(false)}>${t.stay}</button>
        </div>
      </div>
    </dialog>`;
  }

  #settle(leaves) {
    this.#answer?.(leaves);
    this.#answer = undefined;
    this.#dialog.close();
  }

  get #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}

customElements.define('latchkey-leave-dialog', LeaveDialog);
