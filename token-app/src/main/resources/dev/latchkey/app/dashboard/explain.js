import {html, nothing} from '/access-tokens/lit/lit-element.js';
import {isolated} from '/access-tokens/bidi.js';
import {texts} from './texts.js';

const {codes, fields, general} = texts.errors;
/** What these mean, the server alone can say more closely. */
const VAGUE = [3, 99];

/** Why something was refused, in people's words; the server's own only follow where ours can't be precise. */
export function explain({code, parameter, message}) {
  const precise = fields[parameter] ?? (VAGUE.includes(code) ? undefined : codes[code]);
  return precise ?? html`${codes[code] ?? general} ${message ? html`<small class="detail">${isolated(message)}</small>` : nothing}`;
}

/** The same in words of ours alone. */
export function explainBriefly({code, parameter}) {
  return fields[parameter] ?? codes[code] ?? general;
}
