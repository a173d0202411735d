import {texts} from './texts.js';

const {codes, fields, general, reasonUnder} = texts.errors;

/**
 * Why something was refused, in people's words: the server's own are for programs.
 *
 * @param more words of a platform's own, by the parameter that the server names and by its result code
 */
export function explain({code, parameter, reference}, more = {fields: {}, codes: {}}) {
  const words = more.fields[parameter] ?? fields[parameter] ?? more.codes[code] ?? codes[code] ?? general;
  return reference === undefined ? words : `${words} ${reasonUnder(reference)}`;
}
