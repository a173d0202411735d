import {LitElement, html, nothing} from './lit/lit-element.js';
import {repeat} from './lit/directives/repeat.js';
import {arrange, columns} from './columns.js';
import {icons} from './icons.js';
import {Selection} from './selection.js';
import {controls} from './styles.js';
import {texts} from './texts.js';
import {listStyles} from './token-list-styles.js';

const t = texts.list;

/**
 * The list of tokens with its tools. It changes nothing itself: it raises "generate", "edit", "copy", "remove" and
 * "refresh", with the selected tokens in detail.
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
  };

  static styles = [controls, listStyles];

  #selection = new Selection();
  #rows = [];

  constructor() {
    super();
    this.search = '';
    this.sort = 'created';
    this.descending = true;
  }

  /** Puts the focus where a change leaves off: the tool of this name, or the list. */
  focusOn(tool) {
    this.renderRoot.querySelector(`[data-tool="${tool}"]`)?.focus();
  }

  willUpdate(changed) {
    if (this.tokens && ['tokens', 'search', 'sort', 'descending'].some((name) => changed.has(name))) {
      this.#rows = arrange(this.tokens, this);
      this.#selection.keep(this.#order);
    }
  }

  render() {
    return html`
      ${this.problem ? this.#message() : nothing}
      <div class="progress" ?hidden=${!this.busy}></div>
      ${this.tokens?.length === 0 ? this.#empty() : html`
        <div class="bar">
          <div class="tools" role="toolbar" aria-label=${t.tools}>${this.#tools()}</div>
          <label class="search">
            ${icons.search}<span class="hidden-text">${t.search}</span>
            <input class="input" type="search" placeholder=${t.search} .value=${this.search} autocomplete="off"
              @input=${(event) => { this.search = event.target.value; }}>
          </label>
        </div>
        ${this.tokens ? this.#table() : nothing}
      `}
      <p class="status" role="status">${this.#status()}</p>`;
  }

  #message() {
    return html`<div class="message" role="alert">${icons.warning}<p>${this.problem}</p>
      <button class="button" @click=${() => this.#raise('refresh')}>${texts.retry}</button></div>`;
  }

  #empty() {
    return html`<div class="empty">
      <span class="emblem">${icons.key}</span>
      <h2>${t.emptyTitle}</h2>
      <p>${t.emptyText}</p>
      <div class="actions">
        <button class="button primary" data-tool="generate" @click=${() => this.#raise('generate')}>
          ${icons.add}${t.emptyAction}</button>
        <button class="button" data-tool="refresh" @click=${() => this.#raise('refresh')}>${icons.refresh}${t.refresh}</button>
      </div>
    </div>`;
  }

  #tools() {
    const number = this.#selection.ids.size;
    const one = number === 1 ? '' : number === 0 ? t.selectOne : t.selectOnlyOne;
    return [
      this.#tool('generate', icons.add, t.generate, ''),
      this.#tool('edit', icons.edit, t.edit, one),
      this.#tool('copy', icons.copy, t.copy, one),
      this.#tool('remove', icons.remove, t.remove, number > 0 ? '' : t.selectSome),
      this.#tool('refresh', icons.refresh, t.refresh, ''),
    ];
  }

  /** @param missing what is missing for it to work, or an empty text */
  #tool(name, icon, label, missing) {
    const primary = name === 'generate' ? 'primary' : '';
    return html`<span class="tool">
      <button class="button ${primary}" data-tool=${name} aria-disabled=${missing ? 'true' : 'false'}
        aria-describedby=${missing ? `tip-${name}` : nothing}
        @click=${() => { if (!missing) this.#raise(name); }}>${icon}<span class="name">${label}</span></button>
      ${missing ? html`<span class="tip" role="tooltip" id="tip-${name}">${missing}</span>` : nothing}
    </span>`;
  }

  #table() {
    const now = new Date();
    const all = this.#rows.length > 0 && this.#rows.every(({id}) => this.#selection.has(id));
    return html`<table role="grid" aria-label=${t.label} aria-multiselectable="true"
        aria-rowcount=${this.#rows.length + 1}>
      <thead role="rowgroup"><tr role="row" aria-rowindex="1">
        <th role="columnheader" class="mark"><input type="checkbox" aria-label=${t.selectAll} .checked=${all}
          .indeterminate=${!all && this.#selection.ids.size > 0} @change=${this.#selectAll}></th>
        ${columns.map((column) => this.#head(column))}
      </tr></thead>
      <tbody role="rowgroup" @click=${this.#click} @dblclick=${this.#doubleClick} @keydown=${this.#key}
        @focusin=${(event) => { this.#selection.current = idOf(event); }}>
        ${repeat(this.#rows, ({id}) => id, (token, index) => this.#row(token, index, now))}
      </tbody>
    </table>
    ${this.#rows.length === 0 ? html`<p class="nothing">${t.nothingFound(this.search.trim())}
      <button class="link" @click=${() => { this.search = ''; }}>${t.clearSearch}</button></p>` : nothing}`;
  }

  #head({key, title}) {
    const sorted = key === this.sort;
    const direction = this.descending ? 'descending' : 'ascending';
    return html`<th role="columnheader" class=${key} aria-sort=${sorted ? direction : 'none'}>
      <button @click=${() => this.#sortBy(key)}>${title}<span class="arrow">${icons.down}</span></button></th>`;
  }

  #row(token, index, now) {
    const selected = this.#selection.has(token.id);
    return html`<tr role="row" data-id=${token.id} aria-rowindex=${index + 2} aria-selected=${selected}
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
    const selected = this.#selection.ids.size;
    const parts = this.tokens.length === 0 ? [] : [shown, selected > 0 ? t.selected(selected) : ''];
    return [this.notice, ...parts].filter(Boolean).join(' · ');
  }

  #sortBy(key) {
    this.descending = this.sort === key ? !this.descending : false;
    this.sort = key;
  }

  #selectAll() {
    this.#selection.toggleAll(this.#order);
    this.requestUpdate();
  }

  #click(event) {
    const id = idOf(event);
    if (id !== undefined) {
      event.target.closest('.mark') && !event.shiftKey
        ? this.#selection.toggle(id)
        : this.#selection.click(id, event, this.#order);
      this.#selected();
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
      this.#selected();
      this.#raise('edit');
    } else if (event.key === 'Delete' && this.#selection.ids.size > 0) {
      this.#raise('remove');
    } else if (this.#selection.key(event, this.#order)) {
      event.preventDefault();
      this.#selected();
    }
  }

  async #selected() {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector(`tr[data-id="${this.#selection.current}"]`)?.focus();
  }

  get #order() {
    return this.#rows.map(({id}) => id);
  }

  #raise(name) {
    const selected = this.#rows.filter(({id}) => this.#selection.has(id));
    this.dispatchEvent(new CustomEvent(name, {detail: selected}));
  }
}

function idOf(event) {
  const id = event.target.closest('tr')?.dataset.id;
  return id === undefined ? undefined : Number(id);
}

customElements.define('latchkey-token-list', TokenList);
