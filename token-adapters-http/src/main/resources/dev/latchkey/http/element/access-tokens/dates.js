// Days as people read them here, dd-mm-yyyy, and instants as the server writes them. All of it is UTC.

import {language} from './texts.js';

const DAY_MILLIS = 86_400_000;

const relativeDay = new Intl.RelativeTimeFormat(language, {numeric: 'auto'});
const relativeTime = new Intl.RelativeTimeFormat(language, {numeric: 'always'});
const monthName = new Intl.DateTimeFormat(language, {month: 'long', year: 'numeric', timeZone: 'UTC'});
const wholeDay = new Intl.DateTimeFormat(language, {dateStyle: 'full', timeZone: 'UTC'});
const two = (number) => String(number).padStart(2, '0');

/** The instant that "2026-12-31 23:59:59" is; undefined for undefined. */
export function parseInstant(text) {
  return text === undefined ? undefined : new Date(`${text.replace(' ', 'T')}Z`);
}

/** "31-12-2026" and "31.12.2026", with one digit or two, and "2026-12-31". */
const DAY_FORMS = [
  /^(?<day>\d{1,2})\s*[-.]\s*(?<month>\d{1,2})\s*[-.]\s*(?<year>[1-9]\d{3})$/,
  /^(?<year>[1-9]\d{3})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
];

/**
 * Reads a day that somebody wrote.
 *
 * @returns the numbers "day", "month" and "year" as they were written; "days", how many days that month has, undefined if
 *   there is no such month; and "date", the day's midnight, undefined if there is no such day. An empty object if the text
 *   has none of the forms.
 */
export function readDay(text) {
  const form = DAY_FORMS.map((pattern) => pattern.exec(text.trim())).find(Boolean);
  if (!form) {
    return {};
  }
  const [day, month, year] = ['day', 'month', 'year'].map((part) => Number(form.groups[part]));
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : undefined;
  const date = day >= 1 && day <= days ? new Date(Date.UTC(year, month - 1, day)) : undefined;
  return {date, day, month, year, days};
}

export function formatDay(date) {
  return `${two(date.getUTCDate())}-${two(date.getUTCMonth() + 1)}-${date.getUTCFullYear()}`;
}

/** With the time of the day, for where it matters. */
export function formatInstant(date) {
  return `${formatDay(date)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** "February 2027". */
export function formatMonth(date) {
  return monthName.format(date);
}

/** "Thursday, 31 December 2026", for screen readers. */
export function speakDay(date) {
  return wholeDay.format(date);
}

export function startOfDay(date) {
  return new Date(Math.floor(date.getTime() / DAY_MILLIS) * DAY_MILLIS);
}

export function addDays(date, days) {
  return new Date(date.getTime() + days * DAY_MILLIS);
}

/** The same day in another month, or that month's last where it is shorter. */
export function addMonths(date, months) {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(first, Math.min(date.getUTCDate(), days) - 1);
}

/** "in 3 days", "2 hours ago": counted in the largest unit that leaves more than one of it. */
export function relative(date, now = new Date()) {
  const seconds = (date - now) / 1000;
  const magnitude = Math.abs(seconds);
  if (magnitude < 60) {
    return relativeDay.format(Math.trunc(seconds), 'second');
  }
  if (magnitude < 3600) {
    return relativeTime.format(Math.trunc(seconds / 60), 'minute');
  }
  if (magnitude < 86_400) {
    return relativeTime.format(Math.trunc(seconds / 3600), 'hour');
  }
  const days = (startOfDay(date) - startOfDay(now)) / DAY_MILLIS;
  if (Math.abs(days) <= 100) {
    return relativeDay.format(days, 'day');
  }
  const months = monthsBetween(now, date);
  return Math.abs(months) < 24 && months % 12 !== 0
    ? relativeTime.format(months, 'month')
    : relativeTime.format(Math.trunc(months / 12), 'year');
}

/** Whole months from one day to another, negative where that is earlier. */
function monthsBetween(from, to) {
  if (to < from) {
    return -monthsBetween(to, from);
  }
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months;
}
