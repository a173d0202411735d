import {html} from './lit/lit-element.js';
import {icons} from './icons.js';

/** A field to search by. Enter sends no form around it, and Escape clears it before it closes anything. */
export function searchField(label, value, search) {
  return html`<label class="search">${icons.search}<span class="hidden-text">${label}</span>
    <input class="input" type="search" placeholder=${label} autocomplete="off" dir="auto" .value=${value}
      @input=${(event) => search(event.target.value)} @keydown=${(event) => stay(event, search)}></label>`;
}

function stay(event, search) {
  if (event.key === 'Enter') {
    event.preventDefault();
  } else if (event.key === 'Escape' && event.target.value !== '') {
    event.preventDefault();
    event.stopPropagation();
    search('');
  }
}
