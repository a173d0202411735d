// Line icons of 16 by 16, drawn in the colour of the text around them.

import {html, svg} from './lit/lit-element.js';

const icon = (shape) => html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"
  focusable="false" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
  stroke-linejoin="round">${shape}</svg>`;

export const icons = Object.freeze({
  add: icon(svg`<path d="M8 3.25v9.5M3.25 8h9.5"/>`),
  edit: icon(svg`<path d="m3 10.6-.5 2.9 2.9-.5 7.4-7.4-2.4-2.4zM8.9 4.7l2.4 2.4"/>`),
  copy: icon(svg`<rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5"/>
    <path d="M3.5 10.25A1.5 1.5 0 0 1 2.75 9V4.25a1.5 1.5 0 0 1 1.5-1.5H9a1.5 1.5 0 0 1 1.25.75"/>`),
  remove: icon(svg`<path d="M2.75 4.25h10.5M6.25 4V2.75h3.5V4M4.25 4.5l.5 8.75h6.5l.5-8.75M6.75 7v3.75M9.25 7v3.75"/>`),
  refresh: icon(svg`<path d="M13.25 8a5.25 5.25 0 1 1-1.6-3.75M13.25 2.5v2.75H10.5"/>`),
  search: icon(svg`<circle cx="7" cy="7" r="4.25"/><path d="m10.25 10.25 3 3"/>`),
  close: icon(svg`<path d="m4 4 8 8M12 4l-8 8"/>`),
  back: icon(svg`<path d="M9.75 3.5 5.25 8l4.5 4.5"/>`),
  forward: icon(svg`<path d="M6.25 3.5 10.75 8l-4.5 4.5"/>`),
  down: icon(svg`<path d="M3.5 6 8 10.5 12.5 6"/>`),
  calendar: icon(svg`<rect x="2.75" y="3.5" width="10.5" height="9.75" rx="1.5"/><path d="M2.75 6.75h10.5M5.5 2v2.5M10.5 2v2.5"/>`),
  download: icon(svg`<path d="M8 2.75v7M5 7l3 3 3-3M3 13.25h10"/>`),
  check: icon(svg`<path d="m3.5 8.5 3 3 6-7"/>`),
  warning: icon(svg`<path d="M8 2.75 14 13.25H2zM8 6.5v3M8 11.4v.1"/>`),
  key: icon(svg`<circle cx="5.25" cy="10.75" r="2.75"/><path d="m7.25 8.75 5.5-5.5M10.5 5.5l1.75 1.75M12.75 3.25l1 1"/>`),
});
