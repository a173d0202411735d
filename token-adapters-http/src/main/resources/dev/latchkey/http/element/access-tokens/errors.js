// What went wrong, in words for people. The server's own are for programs, and stay out of the page.

import {ApiError, Code, ConnectionError} from './api.js';
import {texts} from './texts.js';

const t = texts.errors;

/** Which field of the form each parameter of a change comes from. */
const FIELDS = {description: 'description', expiresAt: 'expiresAt', apiList: 'api', tokenTemplate: 'api'};

/**
 * Says what an error comes to. One that is neither the server's nor the connection's is a fault of this page: it is reported
 * to the browser too.
 */
export function speak(error) {
  if (error instanceof ConnectionError) {
    return texts.noConnection;
  }
  if (!(error instanceof ApiError)) {
    reportError(error);
    return t.unexpected;
  }
  if (error.needsSignIn) {
    return texts.sessionExpired;
  }
  const words = t.fields[error.parameter] ?? t.codes[error.code] ?? other(error);
  return error.retryAfter === undefined ? words : `${words} ${texts.wait(error.retryAfter)}`;
}

/** The field of the form that an error is about; undefined if it is about none. */
export function fieldOf(error) {
  return error instanceof ApiError && !error.needsSignIn ? FIELDS[error.parameter] : undefined;
}

export function isGone(error) {
  return error instanceof ApiError && error.code === Code.NOT_FOUND;
}

function other({code, message, reference}) {
  if (code !== Code.INTERNAL_ERROR) {
    return t.refused(code);
  }
  if (message.startsWith('the disk is full')) {
    return t.full;
  }
  return reference === undefined ? t.busy : t.failed(reference);
}
