import {html, nothing} from '/access-tokens/lit/lit-element.js';
import {ApiError} from '/access-tokens/api.js';
import {parseInstant, relative} from '/access-tokens/dates.js';
import {actionTexts, unknownAction} from './action-texts.js';
import {isolated} from '/access-tokens/bidi.js';
import {explain} from '/dashboard/explain.js';
import {icons} from './icons.js';
import {texts} from './texts.js';

const t = texts;
const [RUNNING, DOWN, SLEEPING, BROKEN] = [1, 2, 4, 11];

const TOOLS = [
  {method: 'StartEnv', label: t.start, icon: icons.start, from: [DOWN, SLEEPING]},
  {method: 'StopEnv', label: t.stop, icon: icons.stop, from: [RUNNING, SLEEPING]},
  {method: 'SleepEnv', label: t.sleep, icon: icons.sleep, from: [RUNNING]},
  {method: 'RestartNodes', label: t.restart, icon: icons.restart, from: [RUNNING]},
];

/** How a status looks: settled ones each in a way of its own, all others as going on. */
function look(status) {
  return {[RUNNING]: 'running', [DOWN]: 'down', [SLEEPING]: 'sleeping', [BROKEN]: 'broken'}[status] ?? 'passing';
}

/** "Tomcat 11.0.13 × 2": the nodes of a group are alike. */
function nodes(info) {
  const groups = new Map();
  info.nodes.forEach((node) => groups.set(node.nodeGroup, [...(groups.get(node.nodeGroup) ?? []), node]));
  return [...groups.values()].map(([{name, version}, ...more]) =>
    html`<li><span class="node">${isolated(name)}</span> <span class="version">${isolated(version)}</span>${more.length > 0
      ? html`<span class="times"> × ${more.length + 1}</span>` : nothing}</li>`);
}

function deployed(contexts) {
  return contexts.length === 0 ? nothing : html`<ul class="deployed" aria-label=${t.deployed}>${contexts.map((context) =>
    html`<li><span class="context">${isolated(context.context)}</span> ${isolated(context.archivename)}</li>`)}</ul>`;
}

/** "Restarted 3 seconds ago by the token “Nightly stop”". */
function lastAction(action) {
  if (!action) {
    return nothing;
  }
  const [done, doing, what] = actionTexts.get(action.action) ?? unknownAction(action.action);
  const {endTime, resultCode} = action;
  if (endTime === undefined) {
    return html`<p class="last">${t.actionGoingOn(doing, by(action))}</p>`;
  }
  const when = since(parseInstant(endTime));
  return html`<p class="last">${resultCode === 0 ? t.actionDone(done, when, by(action))
    : [t.actionFailed(what, when, by(action)), explain(new ApiError({result: resultCode, error: action.errorText}), t.errors)]}</p>`;
}

function by({tokenId, tokenName}) {
  if (tokenId === undefined) {
    return '';
  }
  return tokenName === undefined ? t.byUnknownToken(tokenId) : t.byToken(isolated(tokenName));
}

/** The server's clock may be ahead of this one: nothing that was done is yet to come. */
function since(instant) {
  const now = new Date();
  return now - instant < 1000 ? t.justNow : relative(instant, now);
}

/** @param act what a button does, with the method and the button's label */
export function environmentRow(info, action, act) {
  const {env} = info;
  return html`<li class="environment" data-name=${env.envName}>
    <div class="about">
      <h2>${isolated(env.displayName)}</h2>
      <p class="domain">${isolated(env.domain)}</p>
    </div>
    <p class="state ${look(env.status)}">${t.statuses[env.status] ?? t.statuses[5]}</p>
    <div class="content">
      <ul class="nodes" aria-label=${t.nodes}>${nodes(info)}</ul>
      ${deployed(env.contexts)}
      ${lastAction(action)}
    </div>
    <div class="tools" role="group" aria-label=${t.actionOn(t.actions, env.displayName)}>${TOOLS.map(({method, label, icon, from}) => {
      const enabled = from.includes(env.status);
      return html`<button class="button plain square" data-method=${method} aria-disabled=${enabled ? 'false' : 'true'}
        aria-label=${t.actionOn(label, env.displayName)} title=${label}
        @click=${() => { if (enabled) act(method, label); }}>${icon}</button>`;
    })}</div>
  </li>`;
}
