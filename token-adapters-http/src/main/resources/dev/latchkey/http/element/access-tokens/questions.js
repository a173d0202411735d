// What is asked before each change, for the confirm dialog: the words, and the change itself.

import {relative} from './dates.js';
import {texts} from './texts.js';
import {hasExpired, speakLastUse} from './tokens.js';

const t = texts.confirm;
/** How many characters of a description stand in a sentence. */
const LONGEST = 80;
const SUBMIT = {generate: 'submitGenerate', edit: 'submitEdit', copy: 'submitCopy'};

/** @param token the one that is edited or copied; undefined for a new one */
export function saving(store, mode, token, values) {
  return {
    title: t[mode],
    text: t.passwordText,
    action: texts.form[SUBMIT[mode]],
    run: (password) => mode === 'edit' ? store.edit(token.id, values, password) : store.create(values, token?.id, password),
  };
}

export function regenerating(store, token) {
  const expired = hasExpired(token);
  const description = shortened(token.description);
  return {
    title: t.regenerate,
    text: expired
      ? t.regenerateExpiredText(description, relative(token.expires))
      : t.regenerateText(description, token.hint),
    action: t.regenerateAction,
    danger: !expired,
    expiry: expired,
    run: (password, expiresAt) => store.regenerate(token.id, expiresAt, password),
  };
}

export function removing(store, tokens) {
  return {
    title: t.remove(tokens.length),
    text: t.removeText(tokens.length),
    action: t.removeAction,
    danger: true,
    items: tokens.map((token) => ({
      name: token.description, hint: token.hint, detail: speakLastUse(token), title: token.lastUsedBy,
    })),
    run: (password) => store.remove(tokens.map(({id}) => id), password),
  };
}

function shortened(text) {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
