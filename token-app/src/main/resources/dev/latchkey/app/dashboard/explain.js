import {texts} from './texts.js';

const {codes, fields, general, reasonUnder} = texts.errors;

/** Why something was refused, in people's words: the server's own are for programs. */
export function explain({code, parameter, reference}) {
  const words = fields[parameter] ?? codes[code] ?? general;
  return reference === undefined ? words : `${words} ${reasonUnder(reference)}`;
}
