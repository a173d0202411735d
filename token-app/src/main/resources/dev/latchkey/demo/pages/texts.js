// What the list of environments says. The names of actions are in action-texts.js.

export const texts = Object.freeze({
  title: 'Environments',
  loading: 'Loading…',
  close: 'Close',
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
  
  /** Why the platform refused something, beside what the dashboard knows of refusals. */
  errors: Object.freeze({
    fields: Object.freeze({envName: 'The environment’s state does not allow this.'}),
    codes: Object.freeze({11: 'The environment is no longer there.'}),
  }),
});
