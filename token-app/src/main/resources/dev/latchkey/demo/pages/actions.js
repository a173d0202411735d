// The last thing that was done to each environment, where the platform keeps track of it.

const METHOD = 'environment.tracking.GetUidActions';
const COUNT = 100;

export class Actions {
  #api;
  #kept;
  #tokens = new Map();

  constructor(api) {
    this.#api = api;
  }

  /** The newest action of each environment, by the environment's name; nothing where no track is kept. */
  async latest() {
    this.#kept ??= this.#isKept();
    if (!(await this.#kept)) {
      return undefined;
    }
    const {array} = await this.#api.call(METHOD, {count: COUNT});
    await this.#learnNames(array);
    const latest = new Map();
    for (const action of array) {
      if (!latest.has(action.envName)) {
        latest.set(action.envName, {...action, tokenName: this.#tokens.get(action.tokenId)});
      }
    }
    return latest;
  }

  /** Asks by name, as calling a method that there is not would be an error. */
  async #isKept() {
    try {
      const {tokenPermissions} = await this.#api.call('users.authentication.GetTokenApiList', {search: METHOD});
      return tokenPermissions.some(({method}) => method === METHOD);
    } catch (error) {
      this.#kept = undefined;
      throw error;
    }
  }

  async #learnNames(actions) {
    if (actions.some(({tokenId}) => tokenId !== undefined && !this.#tokens.has(tokenId))) {
      const {apiTokens} = await this.#api.call('users.authentication.GetTokens', {lazy: true});
      apiTokens.forEach(({id, description}) => this.#tokens.set(id, description));
      actions.filter(({tokenId}) => tokenId !== undefined && !this.#tokens.has(tokenId))
        .forEach(({tokenId}) => this.#tokens.set(tokenId, undefined));
    }
  }
}
