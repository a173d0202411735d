import {LitElement, css, html} from './lit/lit-element.js';
import {addDays, addMonths, formatDay, formatMonth, speakDay, startOfDay} from './dates.js';
import {icons} from './icons.js';
import {controls} from './styles.js';
import {texts} from './texts.js';

const t = texts.expiry;
const WEEK = 7;
/** Monday is the first day of a week. */
const weekday = (date) => (date.getUTCDay() + 6) % WEEK;
const STEPS = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -WEEK, ArrowDown: WEEK};

/** A month to pick a day from, by mouse or arrow keys; raises "pick" with it. */
class Calendar extends LitElement {
  static properties = {day: {attribute: false}, chosen: {attribute: false}};

  static styles = [controls, css`
    :host { display: block; width: 268px; padding: 12px; border: 1px solid var(--lk-line); border-radius: 10px; background: var(--lk-surface); box-shadow: var(--lk-shadow); }
    header { display: flex; align-items: center; justify-content: space-between; margin-bottom: 8px; }
    .month { font: 600 14px/20px var(--lk-font); }
    header .button { width: 32px; min-height: 32px; }
    .grid { display: grid; gap: 2px; }
    .week { display: grid; grid-template-columns: repeat(7, 1fr); gap: 2px; }
    .weekday { color: var(--lk-muted); font-size: 12px; line-height: 24px; text-align: center; }
    .day {
      height: 32px; padding: 0; border: 0; border-radius: 6px; background: none; color: var(--lk-text);
      font: 400 13px/32px var(--lk-font); font-variant-numeric: tabular-nums; cursor: pointer;
    }
    .day:hover { background: var(--lk-sunken); }
    .day[aria-selected='true'] { background: var(--lk-accent); color: var(--lk-on-accent); font-weight: 600; }
    .day.today { box-shadow: inset 0 0 0 1px var(--lk-edge); }
    @media (forced-colors: active) {
      .day[aria-selected='true'] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
      .day.today { outline: 1px dashed; outline-offset: -2px; }
      .day[aria-disabled='true'] { color: GrayText; }
    }
    .day[aria-disabled='true'] { color: var(--lk-muted); opacity: 0.5; cursor: default; background: none; }
  `];

  async focusDay() {
    await this.updateComplete;
    this.renderRoot.querySelector('[tabindex="0"]').focus();
  }

  render() {
    const today = startOfDay(new Date());
    const first = addDays(this.day, 1 - this.day.getUTCDate());
    const next = addMonths(first, 1);
    const weeks = [];
    for (let start = addDays(first, -weekday(first)); start < next; start = addDays(start, WEEK)) {
      weeks.push(start);
    }
    return html`
      <header>
        <button class="button plain square" type="button" aria-label=${t.previousMonth}
          @click=${() => { this.day = addMonths(this.day, -1); }}>${icons.back}</button>
        <span id="month" class="month" aria-live="polite">${formatMonth(this.day)}</span>
        <button class="button plain square" type="button" aria-label=${t.nextMonth}
          @click=${() => { this.day = addMonths(this.day, 1); }}>${icons.forward}</button>
      </header>
      <div class="week" aria-hidden="true">${t.weekdays.map((name) => html`<span class="weekday">${name}</span>`)}</div>
      <div class="grid" role="grid" aria-labelledby="month" @keydown=${this.#key}>
        ${weeks.map((week) => html`<div class="week" role="row">
          ${t.weekdays.map((_, index) => this.#cell(addDays(week, index), first, next, today))}</div>`)}
      </div>`;
  }

  #cell(date, first, next, today) {
    if (date < first || date >= next) {
      return html`<span role="gridcell"></span>`;
    }
    const selected = date.getTime() === this.chosen?.getTime();
    return html`<button type="button" class="day ${date.getTime() === today.getTime() ? 'today' : ''}" role="gridcell"
      data-day=${formatDay(date)} aria-label=${speakDay(date)} aria-selected=${selected}
      aria-disabled=${date < today ? 'true' : 'false'}
      tabindex=${date.getTime() === this.day.getTime() ? 0 : -1} @click=${() => this.#pick(date, today)}>
      ${date.getUTCDate()}</button>`;
  }

  #key(event) {
    const step = STEPS[event.key];
    const to = step ? addDays(this.day, step)
      : {PageUp: addMonths(this.day, -1), PageDown: addMonths(this.day, 1)}[event.key];
    if (to) {
      event.preventDefault();
      this.day = to;
      this.focusDay();
    }
  }

  #pick(date, today) {
    if (date >= today) {
      this.dispatchEvent(new CustomEvent('pick', {detail: date}));
    }
  }
}

customElements.define('latchkey-calendar', Calendar);
