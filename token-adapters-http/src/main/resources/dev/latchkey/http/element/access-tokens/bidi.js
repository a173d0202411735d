import {html} from './lit/lit-element.js';

const ISOLATES = /[\u2066-\u2069]/g;

/**
 * Sets apart a text that a stranger wrote, so that its direction does not reorder the words around it. Unicode's own isolates
 * are taken out: a browser ends the element's isolation where the text has the end of one (Unicode Standard Annex 9, 3.3.2).
 */
export const isolated = (text) => html`<bdi>${String(text).replace(ISOLATES, '')}</bdi>`;
