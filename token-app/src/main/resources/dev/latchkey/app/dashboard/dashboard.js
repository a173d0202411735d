import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {Api, ApiError} from '/access-tokens/api.js';
import {icons as shared} from '/access-tokens/icons.js';
import {controls, dialogs} from '/access-tokens/styles.js';
import {icons, logo} from './icons.js';
import {texts} from './texts.js';
import './sign-in.js';

document.adoptedStyleSheets = [...document.adoptedStyleSheets, controls.styleSheet, dialogs.styleSheet];

const api = new Api('/1.0');
/** What only those who are signed in need is loaded when they are. */
const loadInside = () => Promise.all([import('./environments.js'), import('./settings.js')]);

/** The whole page: signing in, the environments, and the settings over them. */
class Dashboard extends LitElement {
  static properties = {
    /** Who is signed in; null for nobody, undefined while that is not known. */
    account: {state: true},
    problem: {state: true},
    expired: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#recognise();
  }

  updated(changed) {
    if (changed.has('expired') && this.expired) {
      this.querySelector('.again').showModal();
    }
  }

  render() {
    if (this.problem) {
      return html`<main class="alone"><div class="message" role="alert">${shared.warning}<p>${this.problem}</p>
        <button class="button" @click=${this.#recognise}>${texts.retry}</button></div></main>`;
    }
    if (this.account === undefined) {
      return nothing;
    }
    return this.account === null ? this.#outside() : this.#inside();
  }

  #outside() {
    return html`<main class="alone"><div class="card">${logo}
      <latchkey-sign-in @signed-in=${({detail}) => this.#enter(detail)}></latchkey-sign-in></div></main>`;
  }

  #inside() {
    return html`<header class="top">
        <a class="brand" href="/">${logo}<span>${texts.product}</span></a>
        <span class="who" title=${this.account.email}>${this.account.email}</span>
        <button class="button plain" id="open-settings" aria-haspopup="dialog"
          @click=${() => this.querySelector('latchkey-settings').open()}>${icons.settings}<span>${texts.settings}</span></button>
        <button class="button plain" id="sign-out" @click=${this.#signOut}>${icons.signOut}<span>${texts.signOut}</span></button>
      </header>
      <main class="page" @session-expired=${this.#expire}>
        <latchkey-environments></latchkey-environments>
        <latchkey-settings></latchkey-settings>
      </main>
      ${this.expired ? html`<dialog class="again" closedby="none" aria-labelledby="sign-in-title"
        @cancel=${(event) => event.preventDefault()} @keydown=${keepOpen}>
        <latchkey-sign-in .account=${this.account} @signed-in=${this.#resume}></latchkey-sign-in></dialog>` : nothing}`;
  }

  async #recognise() {
    this.problem = '';
    try {
      const {email, name} = await api.call('users.account.GetUserInfo');
      await this.#enter({email, name});
    } catch (error) {
      if (error instanceof ApiError) {
        this.account = null;
      } else {
        this.problem = texts.noConnection;
      }
    }
  }

  async #enter(account) {
    await loadInside();
    this.account = account;
  }

  #expire() {
    this.expired = true;
  }

  /** Goes on where the session ended, with all that was typed. */
  async #resume() {
    this.querySelector('.again').close();
    this.expired = false;
    this.querySelector('latchkey-environments').resume();
    this.querySelector('access-tokens')?.refresh();
  }

  async #signOut() {
    try {
      await api.call('users.authentication.Signout');
    } catch (error) {
      if (!(error instanceof ApiError)) {
        this.querySelector('latchkey-environments').tell(texts.noConnection);
        return;
      }
    }
    this.account = null;
  }
}

function keepOpen(event) {
  if (event.key === 'Escape') {
    event.preventDefault();
  }
}

customElements.define('latchkey-dashboard', Dashboard);
