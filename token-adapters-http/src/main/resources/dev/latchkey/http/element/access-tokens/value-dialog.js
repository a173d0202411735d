import {LitElement, html, nothing} from './lit/lit-element.js';
import {safeName} from './file-names.js';
import {icons} from './icons.js';
import {controls, dialogs} from './styles.js';
import {texts} from './texts.js';
import {valueStyles} from './value-dialog-styles.js';

const t = texts.value;
/** A method that every token may call, and that changes nothing. */
const TRIED = 'users.authentication.CheckSign';

/** Some browsers read what they download only a while after the click. */
const REVOKED_AFTER_MILLIS = 60_000;

/** Shows a token's value, the one time that it can be seen. Does not let go of it by accident. */
class ValueDialog extends LitElement {
  static properties = {
    api: {attribute: false},
    description: {state: true},
    value: {state: true},
    /** What came of copying it: 'done', 'failed', or nothing yet. */
    copied: {state: true},
    /** What came of downloading it: one of the same. */
    downloaded: {state: true},
    leaving: {state: true},
  };

  static styles = [controls, dialogs, valueStyles];

  #done;

  get open() {
    return this.#dialog.open;
  }

  /** Whether a value is shown here that is nowhere else. */
  get unkept() {
    return this.open && this.copied !== 'done' && this.downloaded !== 'done';
  }

  /** Shows it, until the person has it or wants to go without. */
  async show(description, value) {
    Object.assign(this, {description, value, copied: undefined, downloaded: undefined, leaving: false});
    await this.updateComplete;
    this.#dialog.showModal();
    this.renderRoot.querySelector('#copy').focus();
    return new Promise((resolve) => { this.#done = resolve; });
  }

  render() {
    return html`<dialog closedby="none" aria-labelledby="title" aria-describedby="once"
        @keydown=${this.#key} @cancel=${this.#cancel} @close=${this.#closed}>
      ${this.value ? (this.leaving ? this.#question() : this.#shown()) : nothing}
    </dialog>`;
  }

  #shown() {
    return html`<div class="body">
      <div class="head"><h2 id="title">${t.of(this.description)}</h2></div>
      <p class="once" id="once">${icons.warning}${t.once}</p>
      <div class="value">
        <output class="secret" id="value" aria-label=${t.label} tabindex="0" @copy=${this.#copyByHand}>${this.value}</output>
        <div class="keep">
          <button class="button primary" id="copy" @click=${this.#copy}>
            ${this.copied === 'done' ? icons.check : icons.copy}${this.copied === 'done' ? t.copied : t.copy}</button>
          <button class="button" id="download" @click=${this.#download}>
            ${this.downloaded === 'done' ? icons.check : icons.download}${this.downloaded === 'done' ? t.downloaded : t.download}</button>
        </div>
        ${this.#failures().map((failure) => html`<p class="error" role="alert">${icons.warning}${failure}</p>`)}
      </div>
      <div>
        <h3 class="label" id="try">${t.curl}</h3>
        <pre tabindex="0" role="region" aria-labelledby="try"><code>${this.#curl()}</code></pre>
      </div>
      <div class="actions"><button class="button" id="done" @click=${this.leave}>${t.done}</button></div>
      <p class="hidden-text" role="status">${[
        this.copied === 'done' ? t.copied : '', this.downloaded === 'done' ? t.downloaded : '',
      ].filter(Boolean).join(', ')}</p>
    </div>`;
  }

  #failures() {
    return [this.copied === 'failed' ? t.copyFailed : '', this.downloaded === 'failed' ? t.downloadFailed : ''].filter(Boolean);
  }

  #question() {
    return html`<div class="body" role="alert">
      <div class="head"><h2 id="title">${t.leaveTitle}</h2><p class="text" id="once">${t.leaveText}</p></div>
      <div class="actions">
        <button class="button" id="leave" @click=${() => this.#dialog.close()}>${t.leave}</button>
        <button class="button primary" id="stay" @click=${this.#stay}>${t.stay}</button>
      </div>
    </div>`;
  }

  #curl() {
    const address = new URL(this.api.address(TRIED), document.baseURI);
    return `curl -H 'Authorization: Bearer ${this.value}' \\\n${address}`;
  }

  async #copy() {
    const {value} = this;
    const copied = await write(value);
    if (value !== this.value) {
      return; // somebody left meanwhile
    }
    if (copied) {
      this.copied = 'done';
    } else {
      this.#copySelection();
    }
  }

  /** A selection can be copied without the clipboard, by the browser or by hand. */
  #copySelection() {
    const shown = this.renderRoot.querySelector('#value');
    shown.focus();
    getSelection().selectAllChildren(shown);
    this.copied = document.execCommand('copy') ? 'done' : 'failed';
  }

  /** Copying by hand copies all of it, whatever is selected. */
  #copyByHand(event) {
    event.preventDefault();
    event.clipboardData.setData('text/plain', this.value);
    this.copied = 'done';
  }

  #download() {
    try {
      const address = URL.createObjectURL(new Blob([`${this.value}\n`], {type: 'text/plain'}));
      const link = document.createElement('a');
      link.href = address;
      link.download = `${safeName(this.description, t.fileName)}.txt`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), REVOKED_AFTER_MILLIS);
      this.downloaded = 'done';
    } catch {
      this.downloaded = 'failed';
    }
  }

  /** Closes it; asks before, if the value would be lost. */
  async leave() {
    if (!this.unkept) {
      this.#dialog.close();
    } else {
      this.leaving = true;
      await this.updateComplete;
      this.renderRoot.querySelector('#stay').focus();
    }
  }

  async #stay() {
    this.leaving = false;
    await this.updateComplete;
    this.renderRoot.querySelector('#copy').focus();
  }

  #key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.leaving ? this.#stay() : this.leave();
    }
  }

  #cancel(event) {
    event.preventDefault();
    this.leave();
  }

  #closed() {
    this.value = undefined;
    this.#done?.();
    this.#done = undefined;
  }

  get #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}

/** Copies a text; resolves to whether that worked. Without TLS there is no clipboard for scripts. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

customElements.define('latchkey-value-dialog', ValueDialog);
