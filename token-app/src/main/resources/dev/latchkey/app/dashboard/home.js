import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {icons} from '/access-tokens/icons.js';
import {texts} from './texts.js';

export const tag = 'latchkey-home';

const t = texts.home;

/** What stands where a platform would be, if the server has none: the way to the settings. Raises "settings-asked". */
class Home extends LitElement {
  static properties = {problem: {state: true}};

  createRenderRoot() {
    return this;
  }

  /** Nothing here goes on by itself. */
  resume() {}

  tell(problem) {
    this.problem = problem;
  }

  /** Puts the focus where reading begins. */
  async focusTitle() {
    await this.updateComplete;
    this.querySelector('h1').focus();
  }

  render() {
    return html`<div class="home"><h1 tabindex="-1">${t.title}</h1>
      ${this.problem ? html`<div class="message" role="alert">${icons.warning}<p>${this.problem}</p>
        <button class="button" @click=${this.#closeProblem}>${texts.close}</button></div>` : nothing}
      <p>${t.text}</p>
      <div class="ways"><button class="button primary" aria-haspopup="dialog" @click=${this.#open}>${t.open}</button>
        <a href="/docs/">${t.docs}</a></div></div>`;
  }

  #open() {
    this.dispatchEvent(new CustomEvent('settings-asked', {bubbles: true}));
  }

  #closeProblem() {
    this.problem = '';
    this.querySelector('h1').focus();
  }
}

customElements.define(tag, Home);
