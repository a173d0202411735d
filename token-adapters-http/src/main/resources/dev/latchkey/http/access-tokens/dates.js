// Days as people read them here, dd-mm-yyyy, and instants as the server writes them. All of it is UTC.

import {language} from './texts.js';

export const DAY_MILLIS = 86_400_000;

const relativeDay = new Intl.RelativeTimeFormat(language, {numeric: 'auto'});
const relativeTime = new Intl.RelativeTimeFormat(language, {numeric: 'always'});
const monthName = new Intl.DateTimeFormat(language, {month: 'long', year: 'numeric', timeZone: 'UTC'});
const wholeDay = new Intl.DateTimeFormat(language, {dateStyle: 'full', timeZone: 'UTC'});
const two = (number) => String(number).padStart(2, '0');

/** The instant that "2026-12-31 23:59:59" is; undefined for undefined. */
export function parseInstant(text) {
  return text === undefined ? undefined : new Date(`${text.replace(' ', 'T')}Z`);
}

/** Midnight of the day that "31-12-2026" is; undefined where it is no day of the calendar. */
export function parseDay(text) {
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text.trim()) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day) ? date : undefined;
}

export function formatDay(date) {
  return `${two(date.getUTCDate())}-${two(date.getUTCMonth() + 1)}-${date.getUTCFullYear()}`;
}

/** With the time of the day, for where it matters. */
export function formatInstant(date) {
  return `${formatDay(date)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

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
