import {LitElement, html, nothing} from './lit/lit-element.js';
import {repeat} from './lit/directives/repeat.js';
import {arrange, columns, isValue} from './columns.js';
import {icons} from './icons.js';
import {scrollPlace} from './scroll-place.js';
import {searchField} from './search-field.js';
import {Selection} from './selection.js';
import {controls} from './styles.js';
import {texts} from './texts.js';
import {listStyles} from './token-list-styles.js';
import {empty, tools} from './token-tools.js';

const t = texts.list;

/**
 * The list of tokens with its tools. It changes nothing itself: it raises "generate", "edit", "copy", "remove" and
 * "refresh", with the selected tokens in detail; and "acted" when somebody selects, sorts or searches.
 */
class TokenList extends LitElement {
  static properties = {
    tokens: {attribute: false},
    problem: {attribute: false},
    busy: {type: Boolean},
    notice: {},
    search: {state: true},
    sort: {state: true},
    descending: {state: true},
    /** The token that was made or changed last. */
    changedId: {state: true},
  };

  static styles = [controls, listStyles];

  #selection = new Selection();
  #rows = [];
  #scrollBack;
  #hadFocus = false;

  constructor() {
    super();
    this.search = '';
    this.sort = 'created';
    this.descending = true;
  }

  /** Puts the focus on the tool of this name. */
  async focusOn(tool) {
    await this.updateComplete;
    this.renderRoot.querySelector(`[data-tool="${tool}"]`)?.focus();
  }

  /** Puts the focus on a token's row; on the first tool if there is no such row. */
  async focusOnRow(id) {
    await this.updateComplete;
    const row = this.#rowOf(id);
    if (!row) {
      return this.focusOn('generate');
    }
    row.scrollIntoView({block: 'nearest'});
    row.focus({preventScroll: true});
  }

  /** Shows a token that was made or changed just now: selected, marked and in sight. */
  async reveal(id) {
    await this.updateComplete;
    if (!this.tokens?.some((token) => token.id === id)) {
      await this.focusOn('generate');
      return;
    }
    if (!this.#order.includes(id)) {
      this.search = '';
    }
    this.changedId = id;
    this.#selection.only(id);
    this.requestUpdate();
    await this.focusOnRow(id);
  }

  /** The token that stands where the first of these does, when they are gone; undefined if none does. */
  rowAfter(tokens) {
    const gone = new Set(tokens.map(({id}) => id));
    const from = this.#order.findIndex((id) => gone.has(id));
    const left = (order) => order.find((id) => !gone.has(id));
    return left(this.#order.slice(from)) ?? left(this.#order.slice(0, from).reverse());
  }

  /** A row or a button that had the focus may be gone: then it goes to the row that is next in turn, or to the first tool. */
  updated() {
    if (this.#hadFocus && !this.renderRoot.activeElement && document.hasFocus()) {
      this.focusOnRow(this.#selection.current);
    }
    this.#hadFocus = false;
  }

  willUpdate(changed) {
    this.#hadFocus = Boolean(this.renderRoot.activeElement);
    if (this.tokens && ['tokens', 'search', 'sort', 'descending'].some((name) => changed.has(name))) {
      this.#rows = arrange(this.tokens, this);
      this.#selection.keep(this.tokens.map(({id}) => id), this.#order);
    }
  }

  render() {
    const some = this.tokens?.length !== 0;
    return html`
      <div class="progress" ?hidden=${!this.busy}></div>
      <div class="bar">
        ${some ? html`<div class="tools" role="toolbar" aria-label=${t.tools}>${tools(this.#selected.length, (name) => this.#raise(name))}</div>
          ${searchField(t.search, this.search, (search) => this.#searchFor(search))}` : nothing}
        <p class="status"><span class="notice" role="status">${this.notice ? html`${icons.check}${this.notice}` : nothing}</span>
          <span role="status">${this.#status()}</span></p>
        ${this.problem ? this.#message() : nothing}
      </div>
      ${some ? this.tokens ? this.#table() : nothing : empty((name) => this.#raise(name))}`;
  }

  #message() {
    return html`<div class="message" role="alert">${icons.warning}<p>${this.problem}</p>
      <button class="button" @click=${() => this.#raise('refresh')}>${t.refresh}</button></div>`;
  }

  #table() {
    const now = new Date();
    const all = this.#rows.length > 0 && this.#rows.every(({id}) => this.#selection.has(id));
    return html`<table role="grid" aria-label=${t.label} aria-multiselectable="true"
        aria-rowcount=${this.#rows.length + 1}>
      <thead role="rowgroup"><tr role="row" aria-rowindex="1">
        <th role="columnheader" class="mark"><label><input type="checkbox" aria-label=${t.selectAll} .checked=${all}
          .indeterminate=${!all && this.#selected.length > 0} @change=${this.#selectAll}></label></th>
        ${columns.map((column) => this.#head(column))}
      </tr></thead>
      <tbody role="rowgroup" @click=${this.#click} @dblclick=${this.#doubleClick} @keydown=${this.#key}
        @focusin=${(event) => { this.#selection.current = idOf(event); }}>
        ${repeat(this.#rows, ({id}) => id, (token, index) => this.#row(token, index, now))}
      </tbody>
    </table>
    ${this.#rows.length === 0 ? html`<p class="nothing">${isValue(this.search) ? t.noValue : t.nothingFound(this.search.trim())}
      <button class="link" @click=${() => this.#searchFor('')}>${t.clearSearch}</button></p>` : nothing}`;
  }

  #head({key, title}) {
    const sorted = key === this.sort;
    const direction = this.descending ? 'descending' : 'ascending';
    return html`<th role="columnheader" class=${key} aria-sort=${sorted ? direction : 'none'}>
      <button @click=${() => this.#sortBy(key)}>${title}<span class="arrow">${icons.down}</span></button></th>`;
  }

  #row(token, index, now) {
    const selected = this.#selection.has(token.id);
    return html`<tr role="row" class=${token.id === this.changedId ? 'changed' : ''} data-id=${token.id} aria-rowindex=${index + 2} aria-selected=${selected}
        tabindex=${token.id === this.#selection.current ? 0 : -1}>
      <td role="gridcell" class="mark"><span class="box">${selected ? icons.check : nothing}</span></td>
      ${columns.map(({key, title, cell}) => html`<td role="gridcell" class=${key} data-title=${title}>${cell(token, now)}</td>`)}
    </tr>`;
  }

  #status() {
    if (!this.tokens) {
      return this.problem ? '' : texts.loading;
    }
    const shown = this.#rows.length === this.tokens.length
      ? t.count(this.tokens.length)
      : t.found(this.#rows.length, this.tokens.length);
    const [selected, all] = [this.#selected.length, this.#selection.ids.size];
    const parts = this.tokens.length === 0 ? [] : [
      shown, selected > 0 ? t.selected(selected) : '', all > selected ? t.selectedElsewhere(all - selected) : ''];
    return parts.filter(Boolean).join(' · ');
  }

  /** Shows what is found. Ending a search leads back to where it was begun. */
  async #searchFor(search) {
    this.#raise('acted');
    const [was, is] = [this.search, search].map((text) => text.trim() !== '');
    if (is && !was) {
      this.#scrollBack = scrollPlace(this);
    }
    this.search = search;
    if (was && !is) {
      await this.updateComplete;
      this.#scrollBack();
    }
  }

  #sortBy(key) {
    this.#raise('acted');
    this.descending = this.sort === key ? !this.descending : false;
    this.sort = key;
  }

  #selectAll() {
    this.#raise('acted');
    this.#selection.toggleAll(this.#order);
    this.requestUpdate();
  }

  #click(event) {
    const id = idOf(event);
    if (id !== undefined) {
      event.target.closest('.mark') && !event.shiftKey
        ? this.#selection.toggle(id)
        : this.#selection.click(id, event, this.#order);
      this.#move();
    }
  }

  #doubleClick(event) {
    const id = idOf(event);
    if (id !== undefined && !event.target.closest('.mark')) {
      this.#selection.only(id);
      this.#raise('edit');
    }
  }

  #key(event) {
    if (event.key === 'Enter' && this.#selection.current !== undefined) {
      this.#selection.only(this.#selection.current);
      this.#move();
      this.#raise('edit');
    } else if (event.key === 'Delete' && this.#selected.length > 0) {
      this.#raise('remove');
    } else if (this.#selection.key(event, this.#order)) {
      event.preventDefault();
      this.#move();
    }
  }

  async #move() {
    this.#raise('acted');
    this.requestUpdate();
    await this.updateComplete;
    this.#rowOf(this.#selection.current)?.focus();
  }

  #rowOf(id) {
    return this.renderRoot.querySelector(`tr[data-id="${id}"]`);
  }

  get #order() {
    return this.#rows.map(({id}) => id);
  }

  /** The selected tokens that are shown: what the tools work on. */
  get #selected() {
    return this.#rows.filter(({id}) => this.#selection.has(id));
  }

  #raise(name) {
    if (name === 'refresh') {
      this.changedId = undefined;
    }
    this.dispatchEvent(new CustomEvent(name, {detail: this.#selected}));
  }
}

function idOf(event) {
  const id = event.target.closest('tr')?.dataset.id;
  return id === undefined ? undefined : Number(id);
}

customElements.define('latchkey-token-list', TokenList);
