// Line icons of the dashboard, in the manner of the element's.

import {html, svg} from '/access-tokens/lit/lit-element.js';

export const icon = (shape) => html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"
  focusable="false" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
  stroke-linejoin="round">${shape}</svg>`;

export const icons = Object.freeze({
  settings: icon(svg`<path d="M2.5 5h5M11.5 5h2M2.5 11h2M8.5 11h5"/><circle cx="9.5" cy="5" r="1.75"/><circle cx="6.5" cy="11" r="1.75"/>`),
  signOut: icon(svg`<path d="M6.25 2.75H4a1.25 1.25 0 0 0-1.25 1.25v8A1.25 1.25 0 0 0 4 13.25h2.25M10 5l3 3-3 3M13 8H6.25"/>`),
});

export const logo = html`<svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
  <rect class="plate" width="32" height="32" rx="8"/>
  <g class="key" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
    <circle cx="11" cy="21" r="4.7"/><path d="m14.5 17.5 9.5-9.5M19.5 12.5l3.2 3.2M24 8l2 2"/>
  </g></svg>`;
