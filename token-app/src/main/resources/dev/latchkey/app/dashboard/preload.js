// The modules that only signed-in people need. One list asks for all of them at once: an import that arrives would ask for its
// own imports only then. SignInIT fails if the list lacks a module.

import {platform} from './platform.js';

const ELEMENT = '/access-tokens/';
const MODULES = [
  ...new Set([platform.view, ...platform.modules]),
  ...['back-button', 'settings'].map((name) => `/dashboard/${name}.js`),
  ...['access-tokens', 'access-tokens-styles', 'calendar', 'columns', 'confirm-dialog', 'confirm-dialog-styles', 'dates', 'errors',
    'expiry-field', 'expiry-field-styles', 'file-names', 'leave-dialog', 'method-choice', 'method-choice-styles', 'method-groups',
    'method-tree', 'method-tree-styles', 'questions', 'scroll-place', 'search-field', 'selection', 'token-form', 'token-form-styles',
    'token-list', 'token-list-styles', 'token-tools', 'tokens', 'value-dialog', 'value-dialog-styles',
    'lit/directive', 'lit/directive-helpers', 'lit/directives/live', 'lit/directives/repeat'].map((name) => `${ELEMENT}${name}.js`),
];
const SIGNS_OF_LIFE = ['input', 'keydown', 'pointerdown'];

let asked = false;

/** Has the browser fetch them, after all else that it is loading. */
function preload() {
  SIGNS_OF_LIFE.forEach((type) => removeEventListener(type, preload, true));
  if (!asked) {
    asked = true;
    document.head.append(...MODULES.map((href) =>
      Object.assign(document.createElement('link'), {rel: 'modulepreload', fetchPriority: 'low', href})));
  }
}

/** Waits with that until somebody does something here: by then the first view is there, and their password is not. */
export function preloadInTime() {
  SIGNS_OF_LIFE.forEach((type) => addEventListener(type, preload, true));
}

/**
 * Loads and runs them.
 *
 * @returns the module that shows the platform. It exports `tag`, the name of an element. That has focusTitle(), resume() for when
 *   somebody signed in again, and tell(problem); and it raises "session-expired" when it finds that the session has ended.
 */
export async function loadInside() {
  preload();
  const [view] = await Promise.all([import(platform.view), import('./settings.js')]);
  return view;
}
