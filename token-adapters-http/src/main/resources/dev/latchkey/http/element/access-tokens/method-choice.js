import {LitElement, html, nothing} from './lit/lit-element.js';
import {isolated} from './bidi.js';
import {icons} from './icons.js';
import {methodChoiceStyles} from './method-choice-styles.js';
import {choices, controls} from './styles.js';
import {texts} from './texts.js';
import './method-tree.js';

const t = texts.form;
/** The choice of no template. It can't be the name of one. */
const CUSTOM = Symbol('Custom');
const same = (a, b) => a.size === b.size && [...a].every((name) => b.has(name));

/** Which methods a token may call: a template's, or some that are picked by hand. Raises "change". */
class MethodChoice extends LitElement {
  static properties = {
    catalog: {attribute: false},
    /** The token to start from; undefined for none. */
    token: {attribute: false},
    docs: {},
    error: {attribute: false},
    /** The name of a template, or CUSTOM; undefined until something is chosen. */
    choice: {state: true},
    /** The methods picked by hand, which stay while a template is looked at. */
    picked: {state: true},
  };

  static styles = [controls, choices, methodChoiceStyles];

  /** What the token has. */
  #initial = {picked: new Set()};
  /** What stood here first: without what the platform does not have any more. */
  #opened;

  constructor() {
    super();
    this.picked = new Set();
  }

  willUpdate(changed) {
    if (changed.has('token') && this.token) {
      this.choice = this.token.template ?? CUSTOM;
      this.picked = new Set(this.token.template === undefined ? this.token.methods : []);
      this.#initial = {choice: this.choice, picked: this.picked};
    }
    if (changed.has('catalog')) {
      this.#keepWhatThereIs();
    }
    this.#opened ??= {choice: this.choice, picked: this.picked};
  }

  /** The name of the template, or the methods picked by hand. */
  get value() {
    return this.#template ? {template: this.choice} : {methods: [...this.picked].sort()};
  }

  /** Whether the value is another one than the token's. */
  get differs() {
    const {choice, picked} = this.#initial;
    return this.choice !== choice || (choice === CUSTOM && !same(this.picked, picked));
  }

  /** Whether somebody chose something here, even if that is not the value. */
  get touched() {
    return this.choice !== this.#opened.choice || !same(this.picked, this.#opened.picked);
  }

  /** What is missing, in words; empty if nothing is. */
  get missing() {
    return this.#checked.size > 0 ? '' : this.choice === undefined ? t.templateMissing : t.methodsMissing;
  }

  /** Takes the focus to where something can be chosen, with the error in sight. */
  focus() {
    this.choice === undefined ? this.renderRoot.querySelector('.choice input').focus() : this.#tree.focus();
    this.renderRoot.querySelector('.head').scrollIntoView({block: 'nearest'});
  }

  render() {
    return html`<div class="group" role="group" aria-labelledby="api" aria-describedby="about">
      <div class="head"><h3 class="label" id="api">${t.api}</h3>${this.error
        ? html`<p class="error" id="about" role="alert">${icons.warning}${this.error}</p>`
        : html`<p class="hint" id="about">${t.apiHint}</p>`}</div>
      <div class="choices ${this.error && this.choice === undefined ? 'wrong' : ''}" role="radiogroup" aria-labelledby="api">
        ${this.catalog.templates.map(({name, methods}) => this.#card(name, isolated(name), texts.methods(methods.size)))}
        ${this.#card(CUSTOM, t.custom, this.picked.size > 0 ? texts.methods(this.picked.size) : t.customHint)}
      </div>
      <latchkey-method-tree .methods=${this.catalog.methods} .checked=${this.#checked} .docs=${this.docs}
        .fixed=${this.#template?.name} .replaced=${this.picked.size}
        @change=${({detail}) => this.#pick(detail)} @start=${this.#start}></latchkey-method-tree>
    </div>`;
  }

  #card(choice, name, size) {
    return html`<label class="choice"><input type="radio" name="template" class="hidden-text" .checked=${this.choice === choice}
      aria-describedby=${this.error ? 'about' : nothing} @change=${() => this.#choose(choice)}>
      <span class="name">${name}</span><span class="size">${size}</span>${icons.check}</label>`;
  }

  async #choose(choice) {
    this.choice = choice;
    this.#changed();
    await this.updateComplete;
    this.#tree.show();
  }

  #pick(methods) {
    this.choice = CUSTOM;
    this.picked = methods;
    this.#changed();
  }

  /** Goes on by hand from what the template has. */
  async #start() {
    this.#pick(new Set(this.#template.methods));
    await this.updateComplete;
    this.#tree.focus();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** Drops from what is chosen what the platform does not have any more. */
  #keepWhatThereIs() {
    const there = new Set(this.catalog.methods.map(({name}) => name));
    this.picked = new Set([...this.picked].filter((name) => there.has(name)));
    if (this.choice !== CUSTOM && !this.#template) {
      this.choice = undefined;
    }
  }

  /** The methods that the token gets. */
  get #checked() {
    return this.#template?.methods ?? this.picked;
  }

  get #template() {
    return this.catalog.templates.find(({name}) => name === this.choice);
  }

  get #tree() {
    return this.renderRoot.querySelector('latchkey-method-tree');
  }
}

customElements.define('latchkey-method-choice', MethodChoice);
