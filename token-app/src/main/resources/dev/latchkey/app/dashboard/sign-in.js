import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {Api, ApiError, Code} from '/access-tokens/api.js';
import {icons} from '/access-tokens/icons.js';
import {isolated} from '/access-tokens/bidi.js';
import {explain} from './explain.js';
import {platform} from './platform.js';
import {texts, wait} from './texts.js';

const t = texts.signIn;
const api = new Api('/1.0');

/**
 * Signs in, in one step or, where the account has a second factor, in two. It lives in the page's own tree, where password
 * managers find its fields.
 */
class SignIn extends LitElement {
  static properties = {
    /** The only account that may sign in, or nothing for any. */
    account: {attribute: false},
    /** Called with the account that signed in. This stays busy until the promise that it gives is settled. */
    proceed: {attribute: false},
    step: {state: true},
    /** Whether a recovery code is asked for in place of the app's. */
    recovery: {state: true},
    error: {state: true},
    busy: {state: true},
  };

  #signedIn;

  constructor() {
    super();
    this.step = 'password';
    this.recovery = false;
    this.error = '';
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.querySelector(this.account ? '#password' : '#login').focus();
  }

  render() {
    return this.step === 'password' ? this.#passwordStep() : this.#codeStep();
  }

  #passwordStep() {
    const title = this.account ? t.again : t.title(isolated(platform.name));
    return html`<form class="sign-in" method="post" novalidate aria-labelledby="sign-in-title" @submit=${this.#signIn}>
      <div class="head"><h1 id="sign-in-title">${title}</h1>${this.account ? html`<p>${t.againText}</p>` : nothing}</div>
      <div><label class="label" for="login">${t.login}</label>
        <input class="input" id="login" name="login" type="email" autocomplete="username" spellcheck="false"
          .value=${this.account?.email ?? ''} ?readonly=${this.account} aria-invalid=${this.error ? 'true' : 'false'}></div>
      <div><label class="label" for="password">${t.password}</label>
        <input class="input" id="password" name="password" type="password" autocomplete="current-password"
          aria-invalid=${this.error ? 'true' : 'false'} aria-describedby="sign-in-error"></div>
      ${this.#error()}
      <button class="button primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? t.working : t.action}</button>
    </form>`;
  }

  #codeStep() {
    return html`<form class="sign-in" method="post" novalidate aria-labelledby="sign-in-title" @submit=${this.#verify}>
      <div class="head"><h1 id="sign-in-title">${t.codeTitle}</h1><p>${this.recovery ? t.recoveryText : t.codeText}</p></div>
      <div><label class="label" for="code">${this.recovery ? t.recovery : t.code}</label>
        <input class="input code" id="code" name="code" inputmode=${this.recovery ? 'text' : 'numeric'} spellcheck="false"
          autocomplete=${this.recovery ? 'off' : 'one-time-code'} maxlength=${this.recovery ? 30 : 7}
          aria-invalid=${this.error ? 'true' : 'false'} aria-describedby="sign-in-error"></div>
      ${this.#error()}
      <button class="button primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? t.working : t.codeAction}</button>
      <button class="link" type="button" @click=${this.#otherCode}>${this.recovery ? t.useApp : t.useRecovery}</button>
      ${this.account ? nothing : html`<button class="link" type="button" @click=${() => this.#restart('')}>${t.back}</button>`}
    </form>`;
  }

  #error() {
    return html`<div id="sign-in-error" role="alert">${this.error
      ? html`<p class="error">${icons.warning}<span>${this.error}</span></p>` : nothing}</div>`;
  }

  #signIn(event) {
    event.preventDefault();
    const [login, password] = ['#login', '#password'].map((field) => this.querySelector(field).value);
    if (login.trim() === '' || password === '') {
      this.#fail(t.missing, login.trim() === '' ? '#login' : '#password');
      return;
    }
    this.#attempt('#password', async () => {
      const answer = await api.call('users.authentication.Signin', {login, password});
      this.#signedIn = {email: answer.email, name: answer.name};
      if (answer.requiredAuthCheck) {
        this.step = 'code';
        await this.updateComplete;
        this.querySelector('#code').focus();
      } else {
        await this.proceed(this.#signedIn);
      }
    });
  }

  #verify(event) {
    event.preventDefault();
    const code = this.querySelector('#code').value.replaceAll(' ', '');
    if (code === '') {
      this.#fail(this.recovery ? t.recoveryMissing : t.codeMissing, '#code');
      return;
    }
    this.#attempt('#code', async () => {
      await api.call('users.authentication.Verify2FACode', {code});
      await this.proceed(this.#signedIn);
    });
  }

  async #attempt(field, action) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.error = '';
    try {
      await action();
    } catch (error) {
      if (error instanceof ApiError && error.needsSignIn) {
        await this.#restart(t.codeExpired);
      } else {
        this.#fail(this.#reason(error), field);
      }
    } finally {
      this.busy = false;
    }
  }

  #reason(error) {
    if (!(error instanceof ApiError)) {
      return t.noConnection;
    }
    if (error.code !== Code.AUTHENTICATION_FAILED) {
      return explain(error);
    }
    const words = this.step === 'password' ? t.wrong : t.codeWrong;
    return error.retryAfter === undefined ? words : `${words} ${wait(error.retryAfter)}`;
  }

  #fail(error, field) {
    this.error = error;
    this.querySelector(field).select();
    this.querySelector(field).focus();
  }

  /** The code of the app in place of a recovery code, or the other way round. */
  async #otherCode() {
    this.recovery = !this.recovery;
    this.error = '';
    const field = this.querySelector('#code');
    field.value = '';
    await this.updateComplete;
    field.focus();
  }

  async #restart(error) {
    this.step = 'password';
    this.recovery = false;
    await this.updateComplete;
    this.#fail(error, '#password');
  }
}

customElements.define('latchkey-sign-in', SignIn);
