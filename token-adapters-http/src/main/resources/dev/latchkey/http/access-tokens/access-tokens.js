import {LitElement, html, nothing} from './lit/lit-element.js';
import {Api, ApiError, ConnectionError} from './api.js';
import {icons} from './icons.js';
import {controls} from './styles.js';
import {texts} from './texts.js';
import {Tokens, speakLastUse} from './tokens.js';
import {rootStyles} from './access-tokens-styles.js';
import './confirm-dialog.js';
import './token-form.js';
import './token-list.js';
import './value-dialog.js';

/**
 * A person's access tokens: the list, and all that can be done to them.
 *
 *   <access-tokens api="/1.0" docs="/docs/"></access-tokens>
 *
 * It calls the methods of users.authentication under "api" as the account that is signed in, and raises "session-expired"
 * when nobody is; sign in again, and call refresh(). Its colours and type are the custom properties of theme.css.
 */
class AccessTokens extends LitElement {
  static properties = {
    api: {},
    docs: {},
    tokens: {state: true},
    form: {state: true},
    problem: {state: true},
    busy: {state: true},
    notice: {state: true},
  };

  static styles = [controls, rootStyles];

  constructor() {
    super();
    this.api = '/1.0';
    this.docs = '/docs/';
  }

  connectedCallback() {
    super.connectedCallback();
    this.calls = new Api(this.api);
    this.store = new Tokens(this.calls);
    this.refresh();
  }

  /** Loads the list anew; what is typed in a form stays. */
  async refresh() {
    this.notice = '';
    await this.#load(async () => { this.tokens = await this.store.list(); });
  }

  render() {
    return html`
      ${this.form && this.problem ? html`<div class="message" role="alert">${icons.warning}<p>${this.problem}</p>
        <button class="button" @click=${() => { this.problem = ''; }}>${texts.close}</button></div>` : nothing}
      <latchkey-token-list ?hidden=${this.form !== undefined} .tokens=${this.tokens} .problem=${this.problem}
        .notice=${this.notice} ?busy=${this.busy}
        @refresh=${this.refresh} @generate=${() => this.#open('generate')}
        @edit=${({detail: [token]}) => this.#open('edit', token)}
        @copy=${({detail: [token]}) => this.#open('copy', token)}
        @remove=${({detail}) => this.#remove(detail)}></latchkey-token-list>
      ${this.form ? html`<latchkey-token-form .mode=${this.form.mode} .token=${this.form.token}
        .catalog=${this.form.catalog} .docs=${this.docs} @back=${this.#back} @save=${this.#save}
        @regenerate=${this.#regenerate}></latchkey-token-form>` : nothing}
      <latchkey-confirm-dialog @failed=${({detail}) => this.#expired(detail)}></latchkey-confirm-dialog>
      <latchkey-value-dialog .api=${this.calls}></latchkey-value-dialog>`;
  }

  async #open(mode, listed) {
    await this.#load(async () => {
      const [catalog, token] = await Promise.all([
        this.store.catalog(),
        listed && this.store.find(listed),
      ]);
      this.notice = '';
      this.form = {mode, token, catalog};
    });
  }

  async #back() {
    const {mode} = this.form;
    this.form = undefined;
    await this.updateComplete;
    this.#list.focusOn(mode);
  }

  async #save({detail: values}) {
    const {mode, token} = this.form;
    const form = this.renderRoot.querySelector('latchkey-token-form');
    try {
      const value = await this.#confirm.ask({
        title: texts.confirm[mode],
        text: texts.confirm.generateText,
        action: texts.form[{generate: 'submitGenerate', edit: 'submitEdit', copy: 'submitCopy'}[mode]],
        run: (password) => mode === 'edit'
          ? this.store.edit(token.id, values, password)
          : this.store.create(values, token?.id, password),
      });
      if (mode !== 'edit') {
        await this.#value.show(values.description, value);
      }
      await this.#back();
      await this.refresh();
      this.notice = mode === 'edit' ? texts.list.saved : '';
    } catch (error) {
      form.tell(error);
    }
  }

  async #regenerate() {
    const {token} = this.form;
    const expired = token.expires !== undefined && token.expires <= new Date();
    await this.#attempt(async () => {
      const value = await this.#confirm.ask({
        title: texts.confirm.regenerate,
        text: texts.confirm.regenerateText(token.description),
        action: texts.confirm.regenerateAction,
        danger: true,
        expiry: expired,
        run: (password, expiresAt) => this.store.regenerate(token.id, expiresAt, password),
      });
      await this.#value.show(token.description, value);
      await this.#back();
      await this.refresh();
    });
  }

  async #remove(tokens) {
    await this.#attempt(async () => {
      await this.#confirm.ask({
        title: texts.confirm.remove(tokens.length),
        text: texts.confirm.removeText,
        action: texts.confirm.removeAction,
        danger: true,
        items: tokens.map((token) => ({name: token.description, detail: speakLastUse(token), hint: token.lastUsedBy})),
        run: (password) => this.store.remove(tokens.map(({id}) => id), password),
      });
      await this.refresh();
      this.notice = texts.list.removed(tokens.length);
      await this.updateComplete;
      this.#list.focusOn('generate');
    });
  }

  async #load(action) {
    this.busy = true;
    await this.#attempt(action);
    this.busy = false;
  }

  /** Does it; where that fails, says why above the list, and leaves all else as it is. */
  async #attempt(action) {
    try {
      await action();
      this.problem = '';
    } catch (error) {
      if (error !== undefined) {
        this.problem = this.#expired(error) ? texts.sessionExpired
          : error instanceof ConnectionError ? texts.noConnection : error.message;
      }
    }
  }

  #expired(error) {
    const expired = error instanceof ApiError && error.needsSignIn;
    if (expired) {
      this.dispatchEvent(new CustomEvent('session-expired', {bubbles: true, composed: true}));
    }
    return expired;
  }

  get #list() {
    return this.renderRoot.querySelector('latchkey-token-list');
  }

  get #confirm() {
    return this.renderRoot.querySelector('latchkey-confirm-dialog');
  }

  get #value() {
    return this.renderRoot.querySelector('latchkey-value-dialog');
  }
}

customElements.define('access-tokens', AccessTokens);
