// Line icons of what can be done to environments, in the manner of the dashboard's.

import {svg} from '/access-tokens/lit/lit-element.js';
import {icon} from '/dashboard/icons.js';

export const icons = Object.freeze({
  start: icon(svg`<path d="M5 3.25v9.5L12.5 8z"/>`),
  stop: icon(svg`<rect x="4" y="4" width="8" height="8" rx="1.25"/>`),
  sleep: icon(svg`<path d="M12.75 9.5A5.25 5.25 0 0 1 6.5 3.25a5.25 5.25 0 1 0 6.25 6.25z"/>`),
  restart: icon(svg`<path d="M2.75 8a5.25 5.25 0 1 0 1.6-3.75M2.75 2.5v2.75H5.5"/>`),
});
