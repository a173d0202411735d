import {LitElement, html, nothing} from './lit/lit-element.js';
import {ApiError} from './api.js';
import {formatDay} from './dates.js';
import {NEVER} from './expiry-field.js';
import {formStyles} from './token-form-styles.js';
import {icons} from './icons.js';
import {controls} from './styles.js';
import {texts} from './texts.js';
import {speakLastUse} from './tokens.js';
import './method-tree.js';

const t = texts.form;
const MAX_DESCRIPTION = 500;
const same = (a, b) => a.size === b.size && [...a].every((name) => b.has(name));

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
    template: {state: true},
    checked: {state: true},
    errors: {state: true},
  };

  static styles = [controls, formStyles];

  #initial;

  constructor() {
    super();
    this.errors = {};
  }

  willUpdate(changed) {
    if (changed.has('token') || changed.has('mode')) {
      this.template = this.token?.template;
      this.checked = new Set(this.token?.methods);
    }
  }

  firstUpdated() {
    const {token, mode} = this;
    this.#description.value = mode === 'copy' ? t.copyOf(token.description).slice(0, MAX_DESCRIPTION) : token?.description ?? '';
    if (this.#expiry && token && !this.#hasExpired) {
      this.#expiry.value = token.expires ? formatDay(token.expires) : NEVER;
    }
    this.#initial = this.#values();
    this.#description.focus();
    this.scrollIntoView?.({block: 'start'});
  }

  /** Says what the server had against it, at the field that it names. */
  tell(error) {
    if (!(error instanceof ApiError)) {
      return;
    }
    const field = {description: 'description', expiresAt: 'expiresAt', apiList: 'api', tokenTemplate: 'api'}[error.parameter];
    if (field === 'expiresAt' && this.#expiry) {
      this.#expiry.tell(error.message);
    } else {
      this.#fail(field ?? 'general', error.message);
    }
  }

  render() {
    const title = t[this.mode];
    const submit = {generate: t.submitGenerate, edit: t.submitEdit, copy: t.submitCopy}[this.mode];
    return html`
      <form novalidate aria-labelledby="title" @submit=${this.#submit}>
        <button class="link back" type="button" @click=${() => this.#raise('back')}>${icons.back}${t.back}</button>
        <h2 id="title">${title}</h2>
        ${this.token ? html`<p class="lead">${this.mode === 'copy' ? t.copyHint : this.#history()}</p>` : nothing}
        <div>
          <label class="label" for="description">${t.description}</label>
          <input class="input" id="description" maxlength=${MAX_DESCRIPTION} autocomplete="off"
            aria-invalid=${this.errors.description ? 'true' : 'false'} aria-describedby="about-description"
            @input=${() => this.#forget('description')}>
          ${this.#about('description', t.descriptionHint)}
        </div>
        ${this.mode === 'edit' && this.#hasExpired
          ? html`<div><h3 class="label">${t.expiresAt}</h3><p class="hint">${formatDay(this.token.expires)}. ${t.expiredHint}</p></div>`
          : html`<latchkey-expiry-field @change=${() => this.#forget('general')}></latchkey-expiry-field>`}
        <div role="group" aria-labelledby="api" aria-describedby="about-api">
          <h3 class="label" id="api">${t.api}</h3>
          ${this.#templates()}
          <latchkey-method-tree .methods=${this.catalog.methods} .checked=${this.checked} .docs=${this.docs}
            @change=${this.#check}></latchkey-method-tree>
          ${this.#about('api', t.apiHint)}
        </div>
        ${this.mode === 'edit' ? html`<p class="regenerate">${t.regenerateHint}
          <button class="link" type="button" @click=${() => this.#raise('regenerate')}>${t.regenerate}</button></p>` : nothing}
        <div class="actions">
          ${this.errors.general ? html`<p class="error" role="alert">${icons.warning}${this.errors.general}</p>` : nothing}
          <button class="button" type="button" @click=${() => this.#raise('back')}>${texts.cancel}</button>
          <button class="button primary">${submit}</button>
        </div>
      </form>`;
  }

  #templates() {
    const choices = [...this.catalog.templates, {name: t.custom, methods: undefined}];
    return html`<div class="templates" role="radiogroup" aria-labelledby="api">${choices.map(({name, methods}) => html`
      <label class="template"><input type="radio" name="template" class="hidden-text" .checked=${methods ? this.template === name : this.template === undefined}
        @change=${() => this.#choose(methods && name, methods)}>
        <span class="name">${name}</span>
        <span class="size">${methods ? texts.methods(methods.size) : this.template ? t.customHint : texts.methods(this.checked.size)}</span></label>`)}</div>`;
  }

  #history() {
    const {created, lastUsedBy} = this.token;
    return html`${created ? html`<span>${t.created(formatDay(created))}</span>` : nothing}
      <span class="use" title=${lastUsedBy ?? nothing}>${speakLastUse(this.token)}</span>`;
  }

  #about(field, hint) {
    const error = this.errors[field];
    return error
      ? html`<p class="error" id="about-${field}" role="alert">${icons.warning}${error}</p>`
      : html`<p class="hint" id="about-${field}">${hint}</p>`;
  }

  #choose(template, methods) {
    this.template = template;
    this.checked = new Set(methods ?? this.checked);
    this.#forget('api');
  }

  #check({detail}) {
    this.template = undefined;
    this.checked = detail;
    this.#forget('api');
  }

  #submit(event) {
    event.preventDefault();
    this.errors = {};
    const expiryIsGood = this.#expiry?.check() ?? true;
    if (this.#description.value.trim() === '') {
      this.#fail('description', t.descriptionMissing);
    } else if (!expiryIsGood) {
      // The field says why.
    } else if (this.template === undefined && this.checked.size === 0) {
      this.#fail('api', t.apiMissing);
    } else {
      const values = this.mode === 'edit' ? this.#changes() : this.#values();
      if (Object.values(values).every((value) => value === undefined)) {
        this.#fail('general', t.nothingChanged);
      } else {
        this.#raise('save', values);
      }
    }
  }

  #values() {
    return {
      description: this.#description.value.trim(),
      expiresAt: this.#expiry?.value,
      template: this.template,
      methods: this.template === undefined ? [...this.checked].sort() : undefined,
    };
  }

  /** What differs from what the token has. */
  #changes() {
    const {description, expiresAt, template, methods} = this.#values();
    const sameApi = template === this.#initial.template && same(this.checked, new Set(this.token.methods));
    return {
      description: description === this.#initial.description ? undefined : description,
      expiresAt: expiresAt === this.#initial.expiresAt ? undefined : expiresAt,
      template: sameApi ? undefined : template,
      methods: sameApi ? undefined : methods,
    };
  }

  async #fail(field, error) {
    this.errors = {...this.errors, [field]: error};
    await this.updateComplete;
    if (field === 'description') {
      this.#description.focus();
    } else if (field === 'api') {
      this.renderRoot.querySelector('.template input:checked').focus();
    }
  }

  #forget(field) {
    this.errors = {...this.errors, [field]: undefined, general: undefined};
  }

  get #hasExpired() {
    return this.token?.expires !== undefined && this.token.expires <= new Date();
  }

  get #description() {
    return this.renderRoot.querySelector('#description');
  }

  get #expiry() {
    return this.renderRoot.querySelector('latchkey-expiry-field');
  }

  #raise(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail}));
  }
}

customElements.define('latchkey-token-form', TokenForm);
