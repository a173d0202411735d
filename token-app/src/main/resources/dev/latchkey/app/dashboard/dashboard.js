import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {Api, ApiError} from '/access-tokens/api.js';
import {icons as shared} from '/access-tokens/icons.js';
import {controls, dialogs} from '/access-tokens/styles.js';
import {isolated} from '/access-tokens/bidi.js';
import {icons, logo} from './icons.js';
import {platform} from './platform.js';
import {loadInside, preloadInTime} from './preload.js';
import {texts} from './texts.js';
import './sign-in.js';

document.adoptedStyleSheets = [...document.adoptedStyleSheets, controls.styleSheet, dialogs.styleSheet];

const api = new Api('/1.0');

/** The whole page: signing in, what the platform shows, and the settings over it. */
class Dashboard extends LitElement {
  static properties = {
    /** Who is signed in; null for nobody, undefined while that is not known. */
    account: {state: true},
    problem: {state: true},
    expired: {state: true},
  };

  #notLoaded = false;
  /** The element that shows the platform, a new one for everybody who signs in. */
  #view;
  #uncover;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    preloadInTime();
    this.#recognise();
  }

  updated(changed) {
    if (changed.has('expired') && this.expired) {
      this.querySelector('.again').showModal();
      this.#coverBelow();
    }
    if (changed.has('problem') && this.problem) {
      this.querySelector('#retry').focus();
    }
  }

  render() {
    if (this.problem) {
      return html`<main class="alone"><div class="message" role="alert">${shared.warning}<p>${this.problem}</p>
        <button class="button" id="retry" @click=${() => this.#recognise()}>${texts.retry}</button></div></main>`;
    }
    if (this.account === undefined) {
      return nothing;
    }
    return this.account === null ? this.#outside() : this.#inside();
  }

  #outside() {
    return html`<main class="alone"><div class="card">${logo}
      <latchkey-sign-in .proceed=${this.#proceed}></latchkey-sign-in></div></main>`;
  }

  #inside() {
    return html`<header class="top">
        <a class="brand" href="/">${logo}<span>${isolated(platform.name)}</span></a>
        <span class="who" title=${this.account.email}>${isolated(this.account.email)}</span>
        <button class="button plain" id="open-settings" aria-haspopup="dialog"
          @click=${this.#openSettings}>${icons.settings}<span>${texts.settings}</span></button>
        <button class="button plain" id="sign-out" @click=${this.#signOut}>${icons.signOut}<span>${texts.signOut}</span></button>
      </header>
      <main class="page" @session-expired=${this.#expire} @settings-asked=${this.#openSettings}>
        ${this.#view}
        <latchkey-settings></latchkey-settings>
      </main>
      ${this.expired ? html`<dialog class="again" closedby="none" aria-labelledby="sign-in-title"
        @cancel=${(event) => event.preventDefault()} @keydown=${keepOpen}>
        <latchkey-sign-in .account=${this.account} .proceed=${this.#resume}></latchkey-sign-in></dialog>` : nothing}`;
  }

  async #recognise() {
    const retried = this.problem !== undefined;
    try {
      const {email, name} = await api.call('users.account.GetUserInfo');
      await this.#enter({email, name}, retried);
    } catch (error) {
      this.problem = error instanceof ApiError ? undefined : texts.noConnection;
      this.account = error instanceof ApiError ? null : undefined;
    }
  }

  #proceed = (account) => this.#enter(account, true);

  /** @param focused whether to move the focus inside: not where a page was just loaded, which browsers begin at its top */
  async #enter(account, focused) {
    try {
      const {tag} = await loadInside();
      this.#view = document.createElement(tag);
    } catch {
      this.#tellNotLoaded();
      return;
    }
    this.problem = undefined;
    this.account = account;
    await this.updateComplete;
    if (focused) {
      await this.#view.focusTitle();
    }
  }

  /** Browsers may remember for as long as the page lives that a module could not be loaded: the second time takes a new page. */
  #tellNotLoaded() {
    if (this.#notLoaded) {
      location.reload();
    }
    this.#notLoaded = true;
    this.problem = texts.notLoaded;
  }

  #openSettings() {
    this.querySelector('latchkey-settings').open();
  }

  #expire() {
    this.expired = true;
  }

  /** Keeps the browser's Back from closing what lies under the dialog. */
  async #coverBelow() {
    const {pushLayer} = await import('./back-button.js');
    this.#uncover = pushLayer(() => {});
  }

  /** Goes on where the session ended, with all that was typed, and the focus where it was. */
  #resume = async () => {
    this.querySelector('.again').close();
    this.#uncover?.();
    this.expired = false;
    this.#view.resume();
    this.querySelector('access-tokens')?.refresh();
    await this.updateComplete;
    if (document.activeElement === document.body) {
      await this.#view.focusTitle();
    }
  };

  async #signOut() {
    try {
      await api.call('users.authentication.Signout');
    } catch (error) {
      if (!(error instanceof ApiError)) {
        this.#view.tell(texts.noConnection);
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
