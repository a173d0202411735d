import {LitElement, html, nothing} from './lit/lit-element.js';
import {live} from './lit/directives/live.js';
import {repeat} from './lit/directives/repeat.js';
import {findMethods, groupMethods, stateOf} from './method-groups.js';
import {icons} from './icons.js';
import {searchField} from './search-field.js';
import {controls} from './styles.js';
import {treeStyles} from './method-tree-styles.js';
import {texts} from './texts.js';

const t = texts.methodTree;
const EVERYTHING = Object.freeze({search: '', onlyChecked: false, onlyReading: false});

/**
 * The platform's methods to check, by group and service. Raises "change" with the names of the checked ones; and "start"
 * where they are a template's, and somebody wants to go on from those.
 */
class MethodTree extends LitElement {
  static properties = {
    methods: {attribute: false},
    checked: {attribute: false},
    /** The template whose methods are shown and can't be changed; undefined if they can. */
    fixed: {attribute: false},
    /** How many methods starting from the template replaces. */
    replaced: {attribute: false},
    docs: {},
    filter: {state: true},
    folded: {state: true},
    refused: {state: true},
  };

  static styles = [controls, treeStyles];

  #foldedBefore = new Set();
  /** What was checked when only that was to be shown: it stays in its place when it is checked no longer. */
  #checkedThen = new Set();

  constructor() {
    super();
    this.methods = [];
    this.checked = new Set();
    this.filter = EVERYTHING;
    this.folded = new Set();
  }

  willUpdate(changed) {
    if (changed.has('fixed')) {
      this.refused = false;
      this.#checkedThen = this.checked;
      if (this.fixed !== undefined && this.filter.search !== '') {
        this.filter = {...this.filter, search: ''};
        this.folded = this.#foldedBefore;
      }
    }
  }

  /** Scrolls as far as it takes to see a good part of it, with its search. */
  show() {
    this.renderRoot.querySelector('.peek').scrollIntoView({block: 'nearest'});
  }

  focus() {
    this.renderRoot.querySelector('.search input').focus();
  }

  render() {
    const shown = findMethods(this.methods, new Set([...this.#checkedThen, ...this.checked]), this.filter);
    const {search, onlyChecked, onlyReading} = this.filter;
    return html`
      <div class="peek"></div>
      <div class="filters">
        ${searchField(t.search, search, (text) => this.#narrow({search: text}))}
        ${this.#only(t.onlyChecked, 'onlyChecked', onlyChecked)}
        ${this.#only(t.onlyReading, 'onlyReading', onlyReading)}
        <p class="count" role="status">${t.checked(this.checked.size, this.methods.length)}</p>
        <p class="hidden-text" role="status">${this.refused ? t.refused : isEverything(this.filter) ? '' : t.found(shown.length)}</p>
        ${this.fixed === undefined ? nothing : this.#fixed()}
      </div>
      <div class="tree" @keydown=${this.#key}>
        ${shown.length === 0 ? this.#nothing()
          : html`<ul>${this.#children(groupMethods(shown), 1)}</ul>`}
      </div>`;
  }

  #only(label, name, on) {
    return html`<label class="only"><input type="checkbox" name=${name} .checked=${live(on)}
      @change=${(event) => this.#narrow({[name]: event.target.checked})}>${label}</label>`;
  }

  #fixed() {
    return html`<p class="fixed ${this.refused ? 'refused' : ''}"><span>${this.refused ? t.refused : t.fixed(this.fixed)}</span>
      <button class="link" type="button" title=${this.replaced > 0 ? t.replaces(this.replaced) : nothing}
        @click=${() => this.dispatchEvent(new Event('start'))}>${t.startFrom(this.fixed)}</button></p>`;
  }

  #nothing() {
    const noneChecked = this.filter.onlyChecked && this.checked.size === 0;
    return html`<p class="nothing">${noneChecked ? t.noneChecked : t.nothingFound}
      <button class="link" type="button" @click=${() => { this.#narrow(EVERYTHING); this.focus(); }}>${t.clear}</button></p>`;
  }

  #node(node, level) {
    const open = !this.folded.has(node.key);
    const {number, all, some} = stateOf(node.methods, this.checked);
    return html`<li class="level-${level}">
      <div class="row head">
        <button class="toggle" type="button" aria-expanded=${open} aria-label=${t.expand(node.key)}
          @click=${() => this.#toggle(node.key)}>${icons.forward}</button>
        <label>${this.#box(t.all(node.key), node.methods, all, some)}<span class="name">${node.label}</span></label>
        <span class="part">${t.part(number, node.methods.length)}</span>
      </div>
      ${open ? html`<ul>${this.#children(node.children, level + 1)}</ul>` : nothing}
    </li>`;
  }

  #children(children, level) {
    return repeat(children, (child) => child.key ?? child.name,
      (child) => child.methods ? this.#node(child, level) : this.#method(child, level));
  }

  #method({name, short, summary, readOnly}, level) {
    return html`<li><div class="row method depth-${level}">
      <label>${this.#box(name, [name], this.checked.has(name), false)}
        <span class="text"><span class="name">${short}</span> <span class="summary" dir="auto">${summary}</span></span></label>
      <a class="docs" href="${this.docs}${name}" target="_blank" rel="noopener" aria-label=${t.docsOf(name)}>${t.docs}</a>
      <span class="effect ${readOnly ? 'reads' : 'changes'}">${readOnly ? t.reads : t.changes}</span>
    </div></li>`;
  }

  #box(label, names, all, some) {
    return html`<input type="checkbox" aria-label=${label} aria-disabled=${this.fixed === undefined ? 'false' : 'true'}
      .checked=${live(all)} .indeterminate=${live(some)} @change=${({target}) => this.#check(names, target.checked)}>`;
  }

  /** Shows other methods. What is found is open down to the methods; folding groups of that is for as long as it is shown. */
  #narrow(change) {
    const before = this.filter;
    this.filter = {...before, ...change};
    this.#checkedThen = this.checked;
    if (isEverything(before)) {
      this.#foldedBefore = this.folded;
    }
    this.folded = isEverything(this.filter) ? this.#foldedBefore : new Set();
    this.updateComplete.then(() => this.show());
  }

  #toggle(key) {
    this.folded = new Set(this.folded);
    if (!this.folded.delete(key)) {
      this.folded.add(key);
    }
  }

  #check(names, on) {
    if (this.fixed !== undefined) {
      this.refused = true;
      this.requestUpdate();
      return;
    }
    const checked = new Set(this.checked);
    names.forEach((name) => (on ? checked.add(name) : checked.delete(name)));
    this.dispatchEvent(new CustomEvent('change', {detail: checked}));
  }

  /** The arrow keys go from one check box to the next, and open and close groups. */
  #key(event) {
    const boxes = [...this.renderRoot.querySelectorAll('.tree input')];
    const at = boxes.indexOf(event.target);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (at >= 0 && step) {
      event.preventDefault();
      boxes[Math.min(Math.max(at + step, 0), boxes.length - 1)].focus();
    } else if (at >= 0 && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const toggle = event.target.closest('.head')?.querySelector('.toggle');
      if (toggle && (toggle.ariaExpanded === 'true') === (event.key === 'ArrowLeft')) {
        event.preventDefault();
        toggle.click();
      }
    }
  }
}

function isEverything({search, onlyChecked, onlyReading}) {
  return search.trim() === '' && !onlyChecked && !onlyReading;
}

customElements.define('latchkey-method-tree', MethodTree);
