import {LitElement, html, nothing} from './lit/lit-element.js';
import {Api, ApiError} from './api.js';
import {fieldOf, isGone, speak} from './errors.js';
import {regenerating, removing, saving} from './questions.js';
import {scrollPlace} from './scroll-place.js';
import {controls} from './styles.js';
import {texts} from './texts.js';
import {Tokens} from './tokens.js';
import {rootStyles} from './access-tokens-styles.js';
import './confirm-dialog.js';
import './leave-dialog.js';
import './token-form.js';
import './token-list.js';
import './value-dialog.js';

/**
 * A person's access tokens: the list, and all that can be done to them.
 *
 *   <access-tokens api="/1.0" docs="/docs/"></access-tokens>
 *
 * It calls the methods of users.authentication under "api" as the account that is signed in, and raises "session-expired"
 * when nobody is; sign in again, and call refresh(). It raises "form-opened" and "form-closed" where a page may want the
 * browser's Back to lead from the form to the list; ask leave() before the element is taken away. Its colours and type are
 * the custom properties of theme.css.
 *
 * A page whose server wants more of a request than the session, against cross-site request forgery say, sets the property
 * "headers" to a function that returns the headers to add, or a promise of them; it is asked anew for every call. If it fails,
 * the call is not made, and the element says that the server could not be reached.
 *
 *   document.querySelector('access-tokens').headers = () => ({'X-Csrf-Token': csrfToken});
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

  #opening = false;
  #scrollBack;

  constructor() {
    super();
    this.api = '/1.0';
    this.docs = '/docs/';
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeunload', this.#unload);
    // "headers" is a plain property: one of Lit's that was set before this script ran would come back only when it first draws.
    this.calls = new Api(this.api, () => this.headers?.());
    this.store = new Tokens(this.calls);
    this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#unload);
  }

  /** Loads the list anew; what is typed in a form stays. */
  async refresh() {
    this.#confirm?.forgetProblem();
    await this.#reload('');
  }

  /**
   * Goes from what is open back to the list; asks before anything that was typed is thrown away. Of the questions that are
   * open over the form or the list, it closes the uppermost and goes no further.
   *
   * @returns whether the list is all that is there now
   */
  async leave() {
    if (this.#value.open) {
      this.#value.leave();
      return false;
    }
    const question = [this.#confirm, this.#leaving].find(({open}) => open);
    if (question || (this.form && this.#form.touched && !(await this.#leaving.ask()))) {
      question?.cancel();
      return false;
    }
    if (this.form) {
      await this.#closeForm();
    }
    return true;
  }

  render() {
    return html`
      <latchkey-token-list ?hidden=${this.form !== undefined} .tokens=${this.tokens} .problem=${this.problem}
        .notice=${this.notice} ?busy=${this.busy}
        @acted=${() => { this.notice = ''; }} @refresh=${this.refresh} @generate=${() => this.#open('generate')}
        @edit=${({detail: [token]}) => this.#open('edit', token)}
        @copy=${({detail: [token]}) => this.#open('copy', token)}
        @remove=${({detail}) => this.#remove(detail)}></latchkey-token-list>
      ${this.form ? html`<latchkey-token-form .mode=${this.form.mode} .token=${this.form.token}
        .catalog=${this.form.catalog} .docs=${this.docs} @back=${this.leave} @save=${this.#save}
        @regenerate=${this.#regenerate}></latchkey-token-form>` : nothing}
      <latchkey-confirm-dialog @failed=${({detail}) => this.#expired(detail)}></latchkey-confirm-dialog>
      <latchkey-leave-dialog></latchkey-leave-dialog>
      <latchkey-value-dialog .api=${this.calls}></latchkey-value-dialog>`;
  }

  async #open(mode, listed) {
    if (this.form || this.#opening) {
      return;
    }
    this.#opening = true;
    await this.#load(async () => {
      const [catalog, token] = await Promise.all([
        this.store.catalog(),
        listed && this.store.find(listed),
      ]);
      if (this.isConnected) {
        this.notice = '';
        this.#scrollBack = scrollPlace(this);
        this.form = {mode, token, catalog};
        this.#raise('form-opened');
      }
    });
    this.#opening = false;
  }

  async #closeForm() {
    const {token} = this.form;
    this.form = undefined;
    this.#raise('form-closed');
    await this.updateComplete;
    this.#scrollBack();
    token ? this.#list.focusOnRow(token.id) : this.#list.focusOn('generate');
  }

  async #save({detail: values}) {
    const {mode, token} = this.form;
    await this.#change(saving(this.store, mode, token, values), mode, values.description ?? token.description);
  }

  async #regenerate() {
    const {token} = this.form;
    if (this.#form.touched && !(await this.#leaving.ask())) {
      return;
    }
    await this.#change(regenerating(this.store, token), 'regenerate', token.description);
  }

  /** Makes a change with the form's token, shows the value that comes of it, and then the token in the list. */
  async #change(question, done, description) {
    try {
      const {id, value} = await this.#confirm.ask(question);
      if (value !== undefined) {
        await this.#value.show(description, value);
      }
      await this.#closeForm();
      await this.#reload(texts.list.done[done]);
      await this.#list.reveal(id);
    } catch (error) {
      await this.#refused(error);
    }
  }

  async #refused(error) {
    if (error === undefined) {
      return;
    }
    if (isGone(error)) {
      await this.#reload('');
    } else if (fieldOf(error) === 'api') {
      await this.#reloadCatalog();
    }
    this.#form.tell(error);
  }

  /** What the form can choose from has changed. If it can't be loaded, what is told of the change says enough. */
  async #reloadCatalog() {
    try {
      this.form = {...this.form, catalog: await this.store.catalog()};
      await this.updateComplete;
    } catch (error) {
      this.#expired(error);
    }
  }

  async #remove(tokens) {
    await this.#attempt(async () => {
      await this.#confirm.ask(removing(this.store, tokens));
      const next = this.#list.rowAfter(tokens);
      await this.#reload(texts.list.removed(tokens.length));
      next === undefined ? this.#list.focusOn('generate') : this.#list.focusOnRow(next);
    }, texts.errors.goneMeanwhile(tokens.length));
  }

  /** @param notice what was done, which is told even if the list can't be loaded */
  async #reload(notice) {
    this.notice = notice;
    await this.#load(async () => { this.tokens = await this.store.list(); });
    await this.updateComplete;
  }

  async #load(action) {
    this.busy = true;
    await this.#attempt(action);
    this.busy = false;
  }

  /**
   * Does it; if that fails, says why at the list, and leaves all else as it is.
   *
   * @param gone what to say if a token is gone
   */
  async #attempt(action, gone) {
    this.problem = '';
    try {
      await action();
    } catch (error) {
      if (error !== undefined) {
        this.#expired(error);
        if (isGone(error)) {
          await this.#reload('');
        }
        this.problem = isGone(error) && gone ? gone : speak(error);
      }
    }
  }

  #expired(error) {
    if (error instanceof ApiError && error.needsSignIn) {
      this.#raise('session-expired');
    }
  }

  /** Asks before the tab goes, while what is on the screen would go with it. */
  #unload = (event) => {
    if (this.#value.unkept || this.#confirm.busy || (this.form && this.#form.touched)) {
      event.preventDefault();
    }
  };

  #raise(name) {
    this.dispatchEvent(new CustomEvent(name, {bubbles: true, composed: true}));
  }

  get #list() {
    return this.renderRoot.querySelector('latchkey-token-list');
  }

  get #form() {
    return this.renderRoot.querySelector('latchkey-token-form');
  }

  get #confirm() {
    return this.renderRoot.querySelector('latchkey-confirm-dialog');
  }

  get #leaving() {
    return this.renderRoot.querySelector('latchkey-leave-dialog');
  }

  get #value() {
    return this.renderRoot.querySelector('latchkey-value-dialog');
  }
}

customElements.define('access-tokens', AccessTokens);
