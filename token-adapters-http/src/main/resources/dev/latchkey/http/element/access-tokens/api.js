// Calls the platform's methods by POST, as the account whose session the browser keeps.

const TIMEOUT_MILLIS = 30_000;
const INVALID_PARAMETER = /^invalid parameter \[(\w+)\]: ([^]*)$/;

const REFERENCE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

export const Code = Object.freeze({
  INVALID_PARAMETER: 3,
  NOT_FOUND: 5,
  INTERNAL_ERROR: 99,
  AUTHENTICATION_FAILED: 701,
  SESSION_DEAD: 702,
});

/** An answer other than success. */
export class ApiError extends Error {
  constructor(answer) {
    const [, parameter = '', detail = answer.error] = INVALID_PARAMETER.exec(answer.error ?? '') ?? [];
    super(detail);
    this.code = answer.result;
    /** The parameter that the server names, or an empty text. */
    this.parameter = parameter;
    this.answer = answer;
  }

  /** What the server's log has the reason under; undefined if it names nothing. */
  get reference() {
    return REFERENCE.exec(this.message)?.[0];
  }

  /** How many seconds to wait before the next try, after wrong passwords or codes; undefined if there is no need to wait. */
  get retryAfter() {
    return this.answer.retryAfter;
  }

  /** Whether nobody is signed in: the session has ended, or there is none. */
  get needsSignIn() {
    return this.code === Code.SESSION_DEAD
      || (this.code === Code.INVALID_PARAMETER && this.parameter === 'session');
  }
}

/** The server could not be reached, or did not answer in time. */
export class ConnectionError extends Error {}

export class Api {
  #base;
  #headers;

  /**
   * @param base the address that the methods are under: "/1.0"
   * @param headers returns the headers that a call is to have beside ours, or a promise of them, and is asked anew for each:
   *     as an object, Headers or pairs; nothing for none
   */
  constructor(base, headers = () => undefined) {
    this.#base = base.replace(/\/$/, '');
    this.#headers = headers;
  }

  /** Where a method is: environment.control.StopEnv is at …/environment/control/rest/stopenv. */
  address(method) {
    const dot = method.lastIndexOf('.');
    const service = method.slice(0, dot).replaceAll('.', '/');
    return `${this.#base}/${service}/rest/${method.slice(dot + 1).toLowerCase()}`;
  }

  /** The answer to a call; parameters that are undefined are left out. */
  async call(method, parameters = {}) {
    const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
    const answer = await this.#send(this.address(method), new URLSearchParams(given));
    if (typeof answer?.result !== 'number') {
      throw new ConnectionError(''); // that is not the server's answer
    }
    if (answer.result !== 0) {
      throw new ApiError(answer);
    }
    return answer;
  }

  async #send(address, body) {
    try {
      const headers = new Headers(await this.#headers());
      headers.set('X-Requested-With', 'latchkey-dashboard');
      const response = await fetch(address, {
        method: 'POST',
        body,
        credentials: 'same-origin',
        cache: 'no-store',
        headers,
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      return await response.json();
    } catch (cause) {
      throw new ConnectionError('', {cause});
    }
  }
}
