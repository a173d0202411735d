import {LitElement, html, nothing} from './lit/lit-element.js';
import {live} from './lit/directives/live.js';
import {repeat} from './lit/directives/repeat.js';
import {groupMethods, stateOf} from './method-groups.js';
import {icons} from './icons.js';
import {controls} from './styles.js';
import {treeStyles} from './method-tree-styles.js';
import {texts} from './texts.js';

const t = texts.methodTree;

/** The platform's methods to check, by group and service. Raises "change" with the names of the checked ones. */
class MethodTree extends LitElement {
  static properties = {
    methods: {attribute: false},
    checked: {attribute: false},
    docs: {},
    search: {state: true},
    onlyChecked: {state: true},
    closed: {state: true},
  };

  static styles = [controls, treeStyles];

  constructor() {
    super();
    this.methods = [];
    this.checked = new Set();
    this.search = '';
    this.onlyChecked = false;
    this.closed = new Set();
  }

  render() {
    const wanted = this.search.trim().toLowerCase();
    const shown = this.methods.filter(({name}) =>
      name.toLowerCase().includes(wanted) && (!this.onlyChecked || this.checked.has(name)));
    return html`
      <div class="filters">
        <label class="search">${icons.search}<span class="hidden-text">${t.search}</span>
          <input class="input" type="search" placeholder=${t.search} autocomplete="off" .value=${this.search}
            @input=${(event) => { this.search = event.target.value; }} @keydown=${stayInForm}></label>
        <label class="only"><input type="checkbox" .checked=${live(this.onlyChecked)}
          @change=${(event) => { this.onlyChecked = event.target.checked; }}>${t.onlyChecked}</label>
        <p class="count" role="status">${t.checked(this.checked.size, this.methods.length)}</p>
      </div>
      <div class="tree" @keydown=${this.#key}>
        ${shown.length === 0 ? html`<p class="nothing">${this.onlyChecked && wanted === '' ? t.noneChecked : t.nothingFound}</p>`
          : html`<ul>${repeat(groupMethods(shown), ({key}) => key, (group) => this.#node(group, 1, wanted !== ''))}</ul>`}
      </div>`;
  }

  #node(node, level, searching) {
    const open = searching || !this.closed.has(node.key);
    const {number, all, some} = stateOf(node.methods, this.checked);
    return html`<li class="level-${level}">
      <div class="row head">
        <button class="toggle" type="button" aria-expanded=${open} aria-label=${t.expand(node.key)}
          @click=${() => this.#toggle(node.key)}>${icons.forward}</button>
        <label><input type="checkbox" aria-label=${t.all(node.key)} .checked=${live(all)} .indeterminate=${live(some)}
          @change=${(event) => this.#check(node.methods, event.target.checked)}><span class="name">${node.label}</span></label>
        <span class="part">${t.part(number, node.methods.length)}</span>
      </div>
      ${open ? html`<ul>${repeat(node.children, (child) => child.key ?? child.name, (child) => child.methods
        ? this.#node(child, level + 1, searching) : this.#method(child))}</ul>` : nothing}
    </li>`;
  }

  #method({name, short, readOnly}) {
    return html`<li><div class="row method">
      <label><input type="checkbox" aria-label=${name} .checked=${live(this.checked.has(name))}
        @change=${(event) => this.#check([name], event.target.checked)}><span class="name">${short}</span></label>
      <a class="docs" href="${this.docs}${name}" target="_blank" rel="noopener" aria-label=${t.docsOf(name)}>${t.docs}</a>
      <span class="effect ${readOnly ? 'reads' : 'changes'}">${readOnly ? t.reads : t.changes}</span>
    </div></li>`;
  }

  #toggle(key) {
    this.closed = new Set(this.closed);
    if (!this.closed.delete(key)) {
      this.closed.add(key);
    }
  }

  #check(names, on) {
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

/** Enter in a search field searches; it does not send the form around it. */
function stayInForm(event) {
  if (event.key === 'Enter') {
    event.preventDefault();
  }
}

customElements.define('latchkey-method-tree', MethodTree);
