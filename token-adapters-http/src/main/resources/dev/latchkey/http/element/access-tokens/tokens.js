// The account's tokens, as the element works with them.

import {parseInstant, relative} from './dates.js';
import {isGone} from './errors.js';
import {texts} from './texts.js';

const SERVICE = 'users.authentication';

function toToken(json) {
  const methods = json.apiListItems?.map((item) => item.method);
  const template = json.tokenTemplate?.name;
  return Object.freeze({
    id: json.id,
    description: json.description,
    /** The last characters of its value; undefined if the server does not tell them. */
    hint: json.hint,
    /** "live", "suspended", "expired", or "disabled" with its account; undefined if the server does not tell. */
    state: json.state,
    expires: parseInstant(json.expiresAt),
    created: parseInstant(json.createdOn),
    lastUsed: parseInstant(json.lastUsed),
    /** The network address and the user agent, both as strangers gave them. */
    lastUsedFrom: json.lastUsedFrom,
    lastUsedBy: json.lastUsedBy,
    template,
    methods,
    api: template ?? texts.list.custom(json.apiCount ?? methods?.length ?? 0),
  });
}

/** Whether a token's day has passed. */
export function hasExpired({expires}, now = new Date()) {
  return expires !== undefined && expires <= now;
}

/** "Last used 2 hours ago from 192.0.2.7". */
export function speakLastUse({lastUsed, lastUsedFrom}) {
  return lastUsed ? texts.lastUsed(relative(lastUsed), lastUsedFrom) : texts.neverUsed;
}

/** What a change sends of the form: what is undefined stays as it is. */
function parameters({description, expiresAt, template, methods}) {
  return {
    description,
    expiresAt,
    tokenTemplate: template,
    apiList: template === undefined ? methods?.join(',') : undefined,
  };
}

function issued({token: {id, key}}) {
  return {id, value: key};
}

export class Tokens {
  #api;

  constructor(api) {
    this.#api = api;
  }

  /** All of them, without their methods. */
  async list() {
    const answer = await this.#call('GetTokens', {lazy: true});
    return answer.apiTokens.map(toToken);
  }

  /** One of the list with its methods; what the list alone tells stays. */
  async find(listed) {
    const {id, created, lastUsed, lastUsedFrom, lastUsedBy} = listed;
    const answer = await this.#call('GetTokens', {ids: id});
    return Object.freeze({...toToken(answer.apiTokens[0]), created, lastUsed, lastUsedFrom, lastUsedBy});
  }

  /** What a token can be given: all methods, and the templates with theirs. */
  async catalog() {
    const [methods, templates] = await Promise.all([
      this.#call('GetTokenApiList'),
      this.#call('GetTokenTemplates'),
    ]);
    return {
      methods: methods.tokenPermissions.map((item) => ({name: item.method, readOnly: item.isSafe, summary: item.summary ?? ''})),
      templates: templates.templates.map((template) => ({
        name: template.name,
        methods: new Set(template.apiListItems.map((item) => item.method)),
      })),
    };
  }

  /**
   * Makes a token, and gives its number and its value.
   *
   * @param copyFrom the number of the token that it is a copy of; if that is gone meanwhile, it is made without
   */
  async create(values, copyFrom, password) {
    const given = {...parameters(values), password};
    try {
      return issued(await this.#call('CreateToken', {...given, copyFrom}));
    } catch (error) {
      if (copyFrom === undefined || !isGone(error)) {
        throw error;
      }
      return issued(await this.#call('CreateToken', given));
    }
  }

  async edit(id, values, password) {
    await this.#call('EditToken', {id, ...parameters(values), password});
    return {id};
  }

  /** Gives it another value; an expiry only if it has expired. */
  async regenerate(id, expiresAt, password) {
    return issued(await this.#call('RegenerateToken', {id, expiresAt, password}));
  }

  async remove(ids, password) {
    await this.#call('DeleteTokens', {ids: ids.join(','), password});
  }

  #call(method, given) {
    return this.#api.call(`${SERVICE}.${method}`, given);
  }
}
