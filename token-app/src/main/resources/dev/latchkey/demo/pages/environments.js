import {LitElement, html, nothing} from '/access-tokens/lit/lit-element.js';
import {repeat} from '/access-tokens/lit/directives/repeat.js';
import {Api, ApiError} from '/access-tokens/api.js';
import {icons as shared} from '/access-tokens/icons.js';
import {Actions} from './actions.js';
import {isolated} from '/access-tokens/bidi.js';
import {environmentRow} from './environment-row.js';
import {explain} from '/dashboard/explain.js';
import {styles} from './styles.js';
import {texts} from './texts.js';

export const tag = 'latchkey-environments';

const t = texts;
const PERIOD_MILLIS = 1000;
/** While something that was asked for here is being done: soon enough to show the way there. */
const PERIOD_UNDERWAY_MILLIS = 150;
/**
 * Under a dialog nobody sees them: all that is asked is whether the session has ended, so that somebody at work there learns
 * of it. That is soon enough, as each change there asks too; and it is asked when somebody comes back to the window.
 */
const PERIOD_COVERED_MILLIS = 15_000;
const api = new Api('/1.0');

document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles.styleSheet];

const isCovered = () => document.querySelector('dialog:modal') !== null;

/**
 * The view of the demo platform in the dashboard. The environments, as they are now: asked for every second while somebody can see them. Raises "session-expired".
 */
class Environments extends LitElement {
  static properties = {
    environments: {state: true},
    actions: {state: true},
    problem: {state: true},
    offline: {state: true},
  };

  #actions = new Actions(api);
  #timer;
  #shown = '';
  #asleep = false;
  #underway = 0;
  /** Counts how often it asked: only the answer to the last question counts. */
  #turn = 0;
  /** What was pressed when something failed: the focus goes back there. */
  #pressed;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#poll);
    // A dialog's event does not bubble, but is on its way down here.
    document.addEventListener('close', this.#poll, true);
    window.addEventListener('focus', this.#poll);
    this.#poll();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#poll);
    document.removeEventListener('close', this.#poll, true);
    window.removeEventListener('focus', this.#poll);
    clearTimeout(this.#timer);
  }

  /** Goes on after somebody signed in again. */
  resume() {
    this.#asleep = false;
    this.#poll();
  }

  tell(problem) {
    this.#pressed = document.activeElement;
    this.problem = problem;
  }

  /** Puts the focus where reading begins. */
  async focusTitle() {
    await this.updateComplete;
    this.querySelector('h1').focus();
  }

  render() {
    return html`<h1 tabindex="-1">${t.title}</h1>
      <div role="status">${this.offline ? html`<p class="message warning">${shared.warning}${t.connectionLost}</p>` : nothing}</div>
      ${this.problem ? html`<div class="message" role="alert">${shared.warning}<p>${this.problem}</p>
        <button class="button" @click=${this.#closeProblem}>${t.close}</button></div>` : nothing}
      ${this.#list()}`;
  }

  #list() {
    if (!this.environments) {
      return html`<p class="quiet" role="status">${this.offline ? '' : t.loading}</p>`;
    }
    return this.environments.length === 0
      ? html`<div class="none"><h2>${t.emptyTitle}</h2><p>${t.emptyText}<a href="/docs/${t.emptyMethod}">${t.emptyMethod}</a></p></div>`
      : html`<ul class="environments" aria-label=${t.title}>${repeat(this.environments, ({env}) => env.envName, (info) =>
        environmentRow(info, this.actions?.get(info.env.envName), (method, label) => this.#act(info.env, method, label)))}</ul>`;
  }

  #poll = async () => {
    clearTimeout(this.#timer);
    if (document.hidden || this.#asleep || !this.isConnected) {
      return;
    }
    const turn = ++this.#turn;
    try {
      const show = await (isCovered() ? this.#check() : this.#load());
      if (turn !== this.#turn) {
        return;
      }
      show();
      this.offline = false;
    } catch (error) {
      if (turn !== this.#turn) {
        return;
      }
      this.#failed(error);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#poll, this.#period());
  };

  #period() {
    if (isCovered()) {
      return PERIOD_COVERED_MILLIS;
    }
    return this.#underway > 0 ? PERIOD_UNDERWAY_MILLIS : PERIOD_MILLIS;
  }

  async #check() {
    await api.call('users.authentication.CheckSign');
    return () => {};
  }

  /** Gives what shows the answer: the environments are painted anew only if one of them has changed. */
  async #load() {
    const [{infos}, actions] = await Promise.all([api.call('environment.control.GetEnvs'), this.#actions.latest()]);
    return () => {
      const text = JSON.stringify(infos);
      if (text !== this.#shown) {
        this.#shown = text;
        this.environments = infos;
      }
      this.actions = actions;
    };
  }

  #failed(error) {
    if (!(error instanceof ApiError)) {
      this.offline = true;
    } else if (error.needsSignIn) {
      this.#asleep = true;
      this.dispatchEvent(new CustomEvent('session-expired', {bubbles: true}));
    } else {
      this.problem = explain(error, t.errors);
    }
  }

  #closeProblem() {
    this.problem = '';
    (this.#pressed?.isConnected ? this.#pressed : this.querySelector('h1')).focus();
  }

  async #act(env, method, label) {
    this.problem = '';
    this.#pressed = document.activeElement;
    this.#underway++;
    setTimeout(this.#poll, PERIOD_UNDERWAY_MILLIS);
    try {
      await api.call(`environment.control.${method}`, {envName: env.envName});
    } catch (error) {
      if (error instanceof ApiError && !error.needsSignIn) {
        this.problem = [t.failed(label, isolated(env.displayName)), explain(error, t.errors)];
      } else {
        this.#failed(error);
      }
    } finally {
      this.#underway--;
    }
    this.#poll();
  }
}

customElements.define(tag, Environments);
