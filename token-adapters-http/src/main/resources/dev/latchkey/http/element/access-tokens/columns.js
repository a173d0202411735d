// The columns of the list: what each shows, and how it sorts.

import {html, nothing} from './lit/lit-element.js';
import {isolated} from './bidi.js';
import {addDays, formatDay, formatInstant, relative} from './dates.js';
import {language, texts} from './texts.js';

const SOON_DAYS = 7;
/** A prefix, and more characters than a word has; alone, or as scripts have it: "Authorization: Bearer …", "session=…". */
const VALUE = /(?<!\w)[a-z]+_[0-9A-Za-z]{20,}(?!\w)/;
const t = texts.list;
const collator = new Intl.Collator(language, {numeric: true, sensitivity: 'base'});
const byText = (of) => (a, b) => collator.compare(of(a), of(b));
const byTime = (of, absent) => (a, b) => (of(a)?.getTime() ?? absent) - (of(b)?.getTime() ?? absent);

function day(date) {
  return html`<time datetime=${date.toISOString()} title=${formatInstant(date)}>${formatDay(date)}</time>`;
}

function expires({expires: date, state}, now) {
  const stopped = t.stopped[state];
  return html`${expiry(date, now)}${stopped ? html`<span class="badge danger">${stopped}</span>` : nothing}`;
}

function expiry(date, now) {
  if (!date) {
    return html`<span class="quiet">${texts.never}</span>`;
  }
  const expired = date <= now;
  const soon = !expired && date <= addDays(now, SOON_DAYS);
  const beside = relative(date, now);
  return html`${day(date)}
    ${expired ? html`<span class="badge danger">${t.expired(beside)}</span>`
      : soon ? html`<span class="badge warning"><span class="hidden-text">${t.soon}</span>${beside}</span>`
        : html`<span class="beside">${beside}</span>`}`;
}

function lastUsed({lastUsed: date, lastUsedFrom: from, lastUsedBy: by}, now) {
  if (!date) {
    return html`<span class="quiet">${texts.never}</span>`;
  }
  const where = [from, by].filter(Boolean);
  return html`<time datetime=${date.toISOString()} title=${formatInstant(date)}>${relative(date, now)}</time>
    ${where.length > 0 ? html`<span class="where" title=${where.join('\n')}>${where.map(isolated)}</span>` : nothing}`;
}

export const columns = [
  {
    key: 'description',
    title: t.description,
    cell: ({description, hint}) => html`<span class="clamped" dir="auto" title=${description}>${description}</span>
      ${hint ? html`<span class="beside-name">${texts.hint(hint)}</span>` : nothing}`,
    compare: byText((token) => token.description),
  },
  {key: 'api', title: t.api, cell: (token) => token.api, compare: byText((token) => token.api)},
  {key: 'expires', title: t.expiresAt, cell: expires, compare: byTime((token) => token.expires, Infinity)},
  {key: 'lastUsed', title: t.lastUsed, cell: lastUsed, compare: byTime((token) => token.lastUsed, 0)},
  {
    key: 'created',
    title: t.created,
    cell: ({created}) => (created ? day(created) : nothing),
    compare: byTime((token) => token.created, 0),
  },
];

/** The tokens that match a search, in the order of a column; those that are equal in it, the newest first. */
export function arrange(tokens, {search, sort, descending}) {
  const {compare} = columns.find(({key}) => key === sort);
  const sign = descending ? -1 : 1;
  const newestFirst = tokens.filter(matching(search.trim())).reverse(); // the server lists the oldest first
  return newestFirst.sort((a, b) => sign * compare(a, b));
}

/** Whether a text looks like a token's value, or has one in it. */
export function isValue(text) {
  return VALUE.test(text);
}

/** Tells of a token whether its row shows what is searched; or what is searched is its value, as far as that can be told. */
function matching(search) {
  const [value] = VALUE.exec(search) ?? [];
  const wanted = search.toLocaleLowerCase(language);
  return ({description, api, hint}) => value && hint
    ? value.endsWith(hint)
    : `${description}\n${api}\n…${hint ?? ''}`.toLocaleLowerCase(language).includes(wanted);
}
