import {LitElement, html, nothing} from './lit/lit-element.js';
import {addDays, addMonths, formatDay, formatMonth, readDay, relative, startOfDay} from './dates.js';
import {icons} from './icons.js';
import {choices, controls} from './styles.js';
import {expiryStyles} from './expiry-field-styles.js';
import {texts} from './texts.js';
import './calendar.js';

const t = texts.expiry;
export const NEVER = 'never';
/** Between the calendar and the field, and the edge of the screen, in pixels. */
const MARGIN = 6;

function presets() {
  const today = startOfDay(new Date());
  return [
    {name: t.days(30), value: formatDay(addDays(today, 30))},
    {name: t.days(90), value: formatDay(addDays(today, 90))},
    {name: t.year, value: formatDay(addMonths(today, 12))},
    {name: texts.never, value: NEVER},
  ];
}

/** When a token expires: a preset, a date typed or picked, or never. */
class ExpiryField extends LitElement {
  static properties = {
    /** What is typed or chosen. */
    text: {state: true},
    error: {state: true},
    picking: {state: true},
  };

  static styles = [controls, choices, expiryStyles];

  constructor() {
    super();
    this.text = presets()[1].value;
    this.error = '';
    this.picking = false;
  }

  /** "dd-mm-yyyy", whatever way the date was written; or "never"; or what is typed, if that is no date. */
  get value() {
    const {date} = readDay(this.text);
    return date ? formatDay(date) : this.text.trim();
  }

  set value(value) {
    this.text = value;
  }

  /** Whether the value is one that can be sent; if it isn't, says why and takes the focus. */
  check() {
    this.tell(this.value === NEVER ? '' : this.#wrong());
    return this.error === '';
  }

  /** Says what is wrong with it. */
  tell(error) {
    this.error = error;
    if (error) {
      this.#input.focus();
    }
  }

  render() {
    const text = this.text === NEVER ? '' : this.text;
    return html`<fieldset>
      <legend class="label">${texts.form.expiresAt}</legend>
      <div class="choices" role="radiogroup" aria-label=${t.presets}>${presets().map(({name, value}) => html`
        <label class="choice">
          <input type="radio" name="preset" class="hidden-text" .checked=${value === this.value}
            @change=${() => this.#set(value)}>
          <span class="name">${name}</span>
          <span class="size">${value === NEVER ? t.noExpiry : value}</span>${icons.check}
        </label>`)}
      </div>
      <div class="day">
        <label class="hidden-text" for="day">${t.date}</label>
        <input class="input" id="day" inputmode="numeric" autocomplete="off" spellcheck="false" maxlength="14"
          placeholder=${t.placeholder} .value=${text} aria-invalid=${this.error ? 'true' : 'false'} aria-describedby="about"
          @input=${(event) => this.#set(event.target.value)} @change=${() => { this.text = this.value; }}>
        <button class="button plain square" type="button" aria-label=${t.calendar} aria-haspopup="dialog"
          aria-expanded=${this.picking} @click=${this.#open}>${icons.calendar}</button>
        ${this.picking ? this.#calendar(readDay(text).date) : nothing}
      </div>
      ${this.error
        ? html`<p class="error" id="about" role="alert">${icons.warning}${this.error}</p>`
        : html`<p class="hint" id="about">${this.#about()}</p>`}
    </fieldset>`;
  }

  #about() {
    const {date} = readDay(this.text);
    return this.value === NEVER ? t.forever : date ? t.until(relative(date)) : t.noDate;
  }

  /** What keeps the text from being a day to come; empty if nothing does. */
  #wrong() {
    const {date, day, month, year, days} = readDay(this.text);
    if (this.text.trim() === '') {
      return t.missing;
    }
    if (date) {
      return addDays(date, 1) <= new Date() ? t.past : '';
    }
    return day === undefined ? t.noDate
      : days === undefined ? t.noMonth(month)
        : t.noDay(formatMonth(new Date(Date.UTC(year, month - 1))), days, day);
  }

  #calendar(chosen) {
    return html`<div class="popup" popover="manual" role="dialog" aria-label=${t.calendar} @keydown=${this.#key} @focusout=${this.#left}>
      <latchkey-calendar .day=${chosen ?? startOfDay(new Date())} .chosen=${chosen}
        @pick=${({detail}) => { this.#set(formatDay(detail)); this.#close(); }}></latchkey-calendar></div>`;
  }

  #set(text) {
    this.text = text;
    this.error = '';
    this.dispatchEvent(new Event('change'));
  }

  async #open() {
    this.picking = !this.picking;
    await this.updateComplete;
    const popup = this.renderRoot.querySelector('.popup');
    if (popup) {
      popup.showPopover();
      await this.renderRoot.querySelector('latchkey-calendar').focusDay();
      this.#place(popup);
    }
  }

  /** Below the field if there is room, and in sight in any case: it lies over everything, and does not scroll along. */
  #place(popup) {
    const field = this.#input.getBoundingClientRect();
    const {width, height} = popup.getBoundingClientRect();
    const within = (wanted, size, room) => Math.max(MARGIN, Math.min(wanted, room - size - MARGIN));
    popup.style.left = `${within(field.left, width, innerWidth)}px`;
    popup.style.top = `${within(field.bottom + MARGIN, height, innerHeight)}px`;
  }

  #close() {
    this.picking = false;
    this.renderRoot.querySelector('[aria-haspopup]').focus();
  }

  #key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  }

  #left({relatedTarget}) {
    const popup = this.renderRoot.querySelector('.popup');
    if (relatedTarget && !popup?.contains(relatedTarget)) {
      this.picking = false;
    }
  }

  get #input() {
    return this.renderRoot.querySelector('#day');
  }
}

customElements.define('latchkey-expiry-field', ExpiryField);
