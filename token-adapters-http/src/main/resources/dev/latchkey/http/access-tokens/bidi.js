import {html} from './lit/lit-element.js';

const ISOLATES = /[\u2066-\u2069]/g;

/**
 * A text of a stranger's, in whichever direction it is written, which leaves the order of what is around as it is. Unicode's
 * own isolates are taken out: browsers end the element's by one that the text has (Unicode Standard Annex 9, 3.3.2).
 */
export const isolated = (text) => html`<bdi>${String(text).replace(ISOLATES, '')}</bdi>`;
