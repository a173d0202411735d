// What the list of tokens offers to do.

import {html, nothing} from './lit/lit-element.js';
import {icons} from './icons.js';
import {texts} from './texts.js';

const t = texts.list;

/**
 * The tools above the list.
 *
 * @param selected how many tokens are selected
 * @param use what using a tool does, with the tool's name
 */
export function tools(selected, use) {
  const one = selected === 1 ? '' : selected === 0 ? t.selectOne : t.selectOnlyOne;
  return [
    tool('generate', icons.add, '', use),
    tool('edit', icons.edit, one, use),
    tool('copy', icons.copy, one, use),
    tool('remove', icons.remove, selected > 0 ? '' : t.selectSome, use),
    tool('refresh', icons.refresh, '', use),
  ];
}

/** @param missing what is missing for it to work, or an empty text */
function tool(name, icon, missing, use) {
  return html`<span class="tool">
    <button class="button ${name === 'generate' ? 'primary' : ''}" data-tool=${name} aria-disabled=${missing ? 'true' : 'false'}
      aria-describedby=${missing ? `tip-${name}` : nothing}
      @click=${() => { if (!missing) use(name); }}>${icon}<span class="name">${t[name]}</span></button>
    ${missing ? html`<span class="tip" role="tooltip" id="tip-${name}">${missing}</span>` : nothing}
  </span>`;
}

/** What stands in the list's place while there are no tokens. */
export function empty(use) {
  return html`<div class="empty">
    <span class="emblem">${icons.key}</span>
    <h2>${t.emptyTitle}</h2>
    <p>${t.emptyText}</p>
    <div class="actions">
      <button class="button primary" data-tool="generate" @click=${() => use('generate')}>${icons.add}${t.emptyAction}</button>
      <button class="button" data-tool="refresh" @click=${() => use('refresh')}>${icons.refresh}${t.refresh}</button>
    </div>
  </div>`;
}
