// All that the dashboard says around the access tokens, in one place.

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
    codeExpired: 'That took too many tries, or too long. Sign in again.',
    back: 'Sign in as someone else',
    noConnection: 'The server can’t be reached. Check your connection, and try again.',
  }),

  environments: Object.freeze({
    title: 'Environments',
    loading: 'Loading…',
    emptyTitle: 'No environments yet',
    emptyText: 'Create one through the API: environment.control.CreateEnvironment.',
    connectionLost: 'Connection lost. What you see may be out of date; trying again…',
    name: 'Environment',
    status: 'Status',
    nodes: 'Nodes',
    actions: 'Actions',
    deployed: 'Deployed',
    start: 'Start',
    stop: 'Stop',
    sleep: 'Sleep',
    restart: 'Restart',
    actionOn: (action, name) => `${action} ${name}`,
    failed: (action, name, why) => `${action} of ${name} failed: ${why}`,
    statuses: Object.freeze({
      1: 'Running', 2: 'Stopped', 3: 'Starting', 4: 'Sleeping', 5: 'Unknown', 6: 'Creating', 7: 'Cloning',
      8: 'Gone', 9: 'Exporting', 10: 'Migrating', 11: 'Broken', 12: 'Updating', 13: 'Stopping',
      14: 'Going to sleep', 15: 'Restoring',
    }),
    lastAction: (method, when) => `${method}, ${when}`,
    byToken: (name) => `by the token “${name}”`,
    byUnknownToken: (id) => `by token ${id}`,
    running: 'now',
    refused: 'failed',
  }),

  tabs: Object.freeze({
    label: 'Settings',
    tokens: 'Access Tokens',
  }),
});
