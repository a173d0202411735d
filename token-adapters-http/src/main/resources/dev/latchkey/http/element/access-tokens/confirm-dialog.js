import {LitElement, html, nothing} from './lit/lit-element.js';
import {isolated} from './bidi.js';
import {ApiError, Code, ConnectionError} from './api.js';
import {fieldOf, isGone, speak} from './errors.js';
import {icons} from './icons.js';
import {controls, dialogs} from './styles.js';
import {confirmStyles} from './confirm-dialog-styles.js';
import {texts} from './texts.js';
import './expiry-field.js';

const t = texts.confirm;

/** Asks for the password before a change, and makes the change. Stays open, with all that is typed, until that works. */
class ConfirmDialog extends LitElement {
  static properties = {
    question: {state: true},
    error: {state: true},
    general: {state: true},
    busy: {state: true},
  };

  static styles = [controls, dialogs, confirmStyles];

  #settle;

  get open() {
    return this.#dialog.open;
  }

  /** Says no longer what went wrong on the way. */
  forgetProblem() {
    this.general = '';
  }

  /** Leaves it, without the change; not while the change is being made, as what comes of it would be lost. */
  cancel() {
    if (!this.busy) {
      this.#dialog.close();
    }
  }

  /**
   * Asks, and gives what "run" gives. Rejects with undefined if the person leaves, and with the error if that is about
   * something typed before, or about a token that is gone.
   *
   * @param question title, text, action (the button's label), run (makes the change with the password, and the date where
   *   "expiry" says to ask for one), danger, items (what it is about: name, the value's hint, detail, and a
   *   title of that)
   */
  async ask(question) {
    Object.assign(this, {question, error: '', general: '', busy: false});
    await this.updateComplete;
    this.#password.value = '';
    this.#dialog.showModal();
    this.#password.focus();
    return new Promise((resolve, reject) => { this.#settle = {resolve, reject}; });
  }

  render() {
    const {title, text, action, danger, items, expiry} = this.question ?? {};
    return html`<dialog closedby=${this.busy ? 'none' : 'closerequest'} aria-labelledby="title" aria-describedby="text" @close=${this.#closed}
        @keydown=${this.#key} @cancel=${(event) => { if (this.busy) event.preventDefault(); }}>
      <form novalidate @submit=${this.#submit}>
        <div class="head"><h2 id="title">${title}</h2><p class="text" id="text">${text}</p></div>
        ${items ? html`<ul tabindex="0" aria-label=${title}>${items.map((item) => html`<li>
          <span class="name">${isolated(item.name)}
            ${item.hint ? html`<span class="beside-name">${texts.hint(item.hint)}</span>` : nothing}</span>
          <span class="detail" title=${item.title ?? nothing}>${item.detail}</span></li>`)}</ul>` : nothing}
        ${expiry ? html`<latchkey-expiry-field></latchkey-expiry-field>` : nothing}
        ${this.general ? html`<div class="message" role="alert">${icons.warning}<p>${this.general}</p></div>` : nothing}
        <div>
          <label class="label" for="password">${t.password}</label>
          <input class="input" id="password" type="password" autocomplete="current-password" required
            aria-invalid=${this.error ? 'true' : 'false'} aria-describedby=${this.error ? 'error' : nothing}>
          ${this.error ? html`<p class="error" id="error" role="alert">${icons.warning}${this.error}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.cancel}>${texts.cancel}</button>
          <button class="button ${danger ? 'danger' : 'primary'}" aria-disabled=${this.busy ? 'true' : 'false'}>
            ${this.busy ? t.working : action}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #submit(event) {
    event.preventDefault();
    const expiryField = this.renderRoot.querySelector('latchkey-expiry-field');
    if (this.busy || (expiryField && !expiryField.check())) {
      return;
    }
    Object.assign(this, {error: '', general: ''});
    if (this.#password.value === '') {
      this.#wrong(t.missing);
      return;
    }
    this.busy = true;
    try {
      const done = await this.question.run(this.#password.value, expiryField?.value);
      this.#end('resolve', done);
    } catch (error) {
      if (!this.#dialog.open) {
        this.#dialog.showModal();
      }
      this.#failed(error, expiryField);
    } finally {
      this.busy = false;
    }
  }

  #end(how, result) {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#dialog.close();
    settle[how](result);
  }

  #failed(error, expiryField) {
    if (error instanceof ApiError && (error.code === Code.AUTHENTICATION_FAILED || error.parameter === 'password')) {
      this.#wrong(speak(error));
    } else if (fieldOf(error) === 'expiresAt' && expiryField) {
      expiryField.tell(speak(error));
    } else if (fieldOf(error) || isGone(error)) {
      this.#end('reject', error);
    } else {
      this.general = error instanceof ConnectionError ? t.noConnection : speak(error);
      this.dispatchEvent(new CustomEvent('failed', {detail: error}));
    }
  }

  #wrong(error) {
    this.error = error;
    this.#password.select();
    this.#password.focus();
  }

  #key(event) {
    if (event.key === 'Escape' && this.busy) {
      event.preventDefault();
    }
  }

  /** Some browsers close it even while a change is being made; what comes of that is still awaited. */
  #closed() {
    if (this.busy && this.#settle) {
      return;
    }
    this.#password.value = '';
    this.#settle?.reject(undefined);
    this.#settle = undefined;
    this.question = undefined;
  }

  get #dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  get #password() {
    return this.renderRoot.querySelector('#password');
  }
}

customElements.define('latchkey-confirm-dialog', ConfirmDialog);
