// What the dashboard says around the access tokens and the platform.

import {language, texts as tokenTexts} from '/access-tokens/texts.js';

export {language};

/** How long to wait before the next try, in words. */
export const {wait} = tokenTexts;

export const texts = Object.freeze({
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
      code: 'This can’t be a code. Look at it again.',
    }),
    codes: Object.freeze({
      3: 'The server did not accept a value.',
      5: 'What this is about is no longer there.',
      8: 'Your account may not do this.',
      99: 'The server can’t do this right now. Try again in a few seconds.',
    }),
  }),

  signIn: Object.freeze({
    title: (platform) => ['Sign in to ', platform],
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
    recoveryText: 'Each of your recovery codes is good once, in place of a code of the app.',
    recovery: 'Recovery code',
    recoveryMissing: 'Enter one of your recovery codes.',
    useRecovery: 'Use a recovery code',
    useApp: 'Use a code of the app',
    codeWrong: 'The code is wrong, or was used before. Too many wrong ones end this sign-in.',
    codeExpired: 'That took too many tries, or too long. Sign in again.',
    back: 'Sign in as someone else',
    noConnection: 'The server can’t be reached. Check your connection, and try again.',
  }),

  /** Where there is no platform to see. */
  home: Object.freeze({
    title: 'You are signed in',
    text: 'Your access tokens are in the settings. Programs use them to call the API as you.',
    open: 'Open settings',
    docs: 'API documentation',
  }),

  tabs: Object.freeze({
    label: 'Settings',
    tokens: 'Access Tokens',
  }),
});
