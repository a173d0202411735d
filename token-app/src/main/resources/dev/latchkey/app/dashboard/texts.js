// What the dashboard says around the access tokens. The names of actions are in action-texts.js: no first view needs them.

import {language} from '/access-tokens/texts.js';

export {language};

export const texts = Object.freeze({
  product: 'Latchkey',
  settings: 'Settings',
  signOut: 'Sign out',
  close: 'Close',
  retry: 'Try again',
  noConnection: 'The server can’t be reached.',
  notLoaded: 'You are signed in, but the page could not be loaded. Check your connection, and try again.',

  /** Why the server refused something: by the parameter that it names, or else by its result code. */
  errors: Object.freeze({
    general: 'The server refused this.',
    reasonUnder: (reference) => `The server’s log has the reason under ${reference}.`,
    fields: Object.freeze({
      login: 'This can’t be an e-mail address of an account.',
      password: 'This can’t be a password of an account.',
      code: 'Enter the six digits that your app shows.',
      envName: 'The environment’s state does not allow this.',
    }),
    codes: Object.freeze({
      3: 'The server did not accept a value.',
      5: 'What this is about is no longer there.',
      8: 'Your account may not do this.',
      11: 'The environment is no longer there.',
      99: 'The server can’t do this right now. Try again in a few seconds.',
    }),
  }),

  signIn: Object.freeze({
    title: 'Sign in to Latchkey',
    again: 'Your session has ended',
    againText: 'Sign in again. What you typed is still there.',
    login: 'E-mail',
    password: 'Password',
    action: 'Sign in',
    working: 'Signing in…',
    missing: 'Enter your e-mail and your password.',
    wrong: 'E-mail or password is wrong.',
    codeTitle: 'Enter your code',
    codeText: 'Your authenticator app shows six digits for this account.',
    code: 'Six-digit code',
    codeAction: 'Verify',
    codeMissing: 'Enter the six digits that your app shows.',
    codeWrong: 'The code is wrong, or was used before. Too many wrong ones end this sign-in.',
    codeExpired: 'That took too many tries, or too long. Sign in again.',
    back: 'Sign in as someone else',
    noConnection: 'The server can’t be reached. Check your connection, and try again.',
  }),

  environments: Object.freeze({
    title: 'Environments',
    loading: 'Loading…',
    emptyTitle: 'No environments yet',
    emptyText: 'Create one through the API: ',
    emptyMethod: 'environment.control.CreateEnvironment',
    connectionLost: 'Connection lost. What you see may be out of date; trying again…',
    nodes: 'Nodes',
    actions: 'Actions',
    deployed: 'Deployed',
    start: 'Start',
    stop: 'Stop',
    sleep: 'Sleep',
    restart: 'Restart',
    actionOn: (action, name) => `${action} ${name}`,
    failed: (action, name) => [`${action} of “`, name, '” failed. '],
    statuses: Object.freeze({
      1: 'Running', 2: 'Stopped', 3: 'Starting', 4: 'Sleeping', 5: 'Unknown', 6: 'Creating', 7: 'Cloning',
      8: 'Gone', 9: 'Exporting', 10: 'Migrating', 11: 'Broken', 12: 'Updating', 13: 'Stopping',
      14: 'Going to sleep', 15: 'Restoring',
    }),
    justNow: 'just now',
    actionDone: (done, when, by) => [`${done} ${when}`, by],
    actionGoingOn: (doing, by) => [`${doing} now`, by],
    actionFailed: (what, when, by) => [what, by, ` failed ${when}. `],
    byToken: (name) => [' by the token “', name, '”'],
    byUnknownToken: (id) => ` by token ${id}`,
  }),

  tabs: Object.freeze({
    label: 'Settings',
    tokens: 'Access Tokens',
  }),
});
