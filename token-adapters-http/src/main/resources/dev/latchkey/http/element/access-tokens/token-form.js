import {LitElement, html, nothing} from './lit/lit-element.js';
import {formatDay} from './dates.js';
import {fieldOf, speak} from './errors.js';
import {NEVER} from './expiry-field.js';
import {formStyles} from './token-form-styles.js';
import {icons} from './icons.js';
import {controls} from './styles.js';
import {texts} from './texts.js';
import {hasExpired, speakLastUse} from './tokens.js';
import './method-choice.js';

const t = texts.form;
const MAX_DESCRIPTION = 500;

/** What the server takes for a text without a visible character. */
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u{2800}\u{1D159}]*$/u;

/**
 * The form of a token, for generating, editing and copying. Raises "save" with what is to be sent, "regenerate" and
 * "back".
 */
class TokenForm extends LitElement {
  static properties = {
    mode: {},
    token: {attribute: false},
    catalog: {attribute: false},
    docs: {},
    description: {state: true},
    errors: {state: true},
  };

  static styles = [controls, formStyles];

  #initial;

  constructor() {
    super();
    this.errors = {};
    this.description = '';
  }

  willUpdate(changed) {
    const {token, mode} = this;
    if (token && (changed.has('token') || changed.has('mode'))) {
      this.description = mode === 'copy' ? copyOf(token.description) : token.description;
    }
  }

  firstUpdated() {
    if (this.#expiry && this.token && !hasExpired(this.token)) {
      this.#expiry.value = this.token.expires ? formatDay(this.token.expires) : NEVER;
    }
    this.#initial = this.#texts();
    this.renderRoot.querySelector('#description').focus();
    this.scrollIntoView({block: 'start'});
    this.requestUpdate();
  }

  /** Whether something in it is not as it was when it opened. */
  get touched() {
    const {description, expiresAt} = this.#texts();
    return description !== this.#initial.description || expiresAt !== this.#initial.expiresAt || this.#methods.touched;
  }

  /** Says what the server had against it, at the field that it names. */
  tell(error) {
    const field = fieldOf(error);
    if (field === 'expiresAt' && this.#expiry) {
      this.#expiry.tell(speak(error));
    } else {
      this.#fail({[field ?? 'general']: speak(error)}, true);
    }
  }

  render() {
    const submit = {generate: t.submitGenerate, edit: t.submitEdit, copy: t.submitCopy}[this.mode];
    return html`
      <form novalidate aria-labelledby="title" @submit=${this.#submit}>
        <div class="head">
          <button class="link back" type="button" @click=${() => this.#raise('back')}>${icons.back}${t.back}</button>
          <h2 id="title">${t[this.mode]}</h2>
          ${this.token ? html`<p class="lead">${this.mode === 'copy' ? t.copyHint : this.#history()}</p>` : nothing}
        </div>
        <div class="what">
          <div>
            <label class="label" for="description">${t.description}</label>
            <input class="input" id="description" maxlength=${MAX_DESCRIPTION} autocomplete="off" dir="auto" .value=${this.description}
              aria-invalid=${this.errors.description ? 'true' : 'false'} aria-describedby="about-description"
              @input=${(event) => { this.description = event.target.value; this.#forget('description'); }}>
            ${this.errors.description
              ? html`<p class="error" id="about-description" role="alert">${icons.warning}${this.errors.description}</p>`
              : html`<p class="hint" id="about-description">${t.descriptionHint}</p>`}
          </div>
          ${this.mode === 'edit' && hasExpired(this.token)
            ? html`<div><h3 class="label">${t.expiresAt}</h3><p class="hint">${formatDay(this.token.expires)}. ${t.expiredHint}</p></div>`
            : html`<latchkey-expiry-field @change=${() => this.#forget('general')}></latchkey-expiry-field>`}
          ${this.mode === 'edit' ? html`<p class="regenerate">${t.regenerateHint}
            <button class="link" type="button" @click=${() => this.#raise('regenerate')}>${t.regenerate}</button></p>` : nothing}
        </div>
        <latchkey-method-choice .catalog=${this.catalog} .token=${this.token} .docs=${this.docs} .error=${this.errors.api}
          @change=${() => this.#forget('api')}></latchkey-method-choice>
        <div class="actions">
          ${this.#state()}
          <button class="button" type="button" @click=${() => this.#raise('back')}>${texts.cancel}</button>
          <button class="button primary" aria-describedby="state">${submit}</button>
        </div>
      </form>`;
  }

  #history() {
    const {created, lastUsedBy, hint} = this.token;
    return html`${created ? html`<span>${t.created(formatDay(created))}</span>` : nothing}
      <span title=${lastUsedBy ?? nothing}>${speakLastUse(this.token)}</span>
      ${hint ? html`<span>${t.hint(hint)}</span>` : nothing}`;
  }

  /** Beside the buttons: what keeps them from doing it. */
  #state() {
    const {general, description, api} = this.errors;
    const error = general ?? [description, this.#expiry?.error, api].filter(Boolean).join(' ');
    const missing = [
      INVISIBLE.test(this.description) ? t.missingDescription : '',
      this.#methods?.missing ? t.missingMethods : '',
    ].filter(Boolean);
    return error
      ? html`<p class="error" id="state" role=${general ? 'alert' : nothing}>${icons.warning}${error}</p>`
      : html`<p class="hint" id="state">${missing.length > 0 ? t.missing(missing) : nothing}</p>`;
  }

  #submit(event) {
    event.preventDefault();
    const expiryIsGood = this.#expiry?.check() ?? true;
    const values = this.#toSend();
    const errors = {
      description: INVISIBLE.test(this.description) ? t.descriptionMissing : undefined,
      api: this.#methods.missing || undefined,
    };
    if (errors.description || errors.api || !expiryIsGood) {
      this.#fail(errors, expiryIsGood);
    } else if (Object.values(values).every((value) => value === undefined)) {
      this.#fail({general: t.nothingChanged}, true);
    } else {
      this.errors = {};
      this.#raise('save', values);
    }
  }

  #texts() {
    return {description: this.description.trim(), expiresAt: this.#expiry?.value};
  }

  /** All of it; of an edit, what differs from what the token has. */
  #toSend() {
    const {description, expiresAt} = this.#texts();
    const before = this.mode === 'edit' ? this.#initial : {};
    return {
      description: description === before.description ? undefined : description,
      expiresAt: expiresAt === before.expiresAt ? undefined : expiresAt,
      ...(this.mode === 'edit' && !this.#methods.differs ? {} : this.#methods.value),
    };
  }

  /** Says what is wrong, and takes the focus to the first of it; the expiry's field does so by itself. */
  async #fail(errors, expiryIsGood) {
    this.errors = errors;
    await this.updateComplete;
    if (errors.description) {
      this.renderRoot.querySelector('#description').focus();
    } else if (errors.api && expiryIsGood) {
      await this.#methods.updateComplete;
      this.#methods.focus();
    }
  }

  #forget(field) {
    this.errors = {...this.errors, [field]: undefined, general: undefined};
  }

  get #expiry() {
    return this.renderRoot.querySelector('latchkey-expiry-field');
  }

  get #methods() {
    return this.renderRoot.querySelector('latchkey-method-choice');
  }

  #raise(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail}));
  }
}

function copyOf(description) {
  return t.copyOf(description.slice(0, MAX_DESCRIPTION - t.copyOf('').length));
}

customElements.define('latchkey-token-form', TokenForm);
