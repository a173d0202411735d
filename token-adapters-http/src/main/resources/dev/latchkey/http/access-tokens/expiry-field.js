import {LitElement, html, nothing} from './lit/lit-element.js';
import {addDays, addMonths, formatDay, parseDay, relative, startOfDay} from './dates.js';
import {icons} from './icons.js';
import {controls} from './styles.js';
import {expiryStyles} from './expiry-field-styles.js';
import {texts} from './texts.js';
import './calendar.js';

const t = texts.expiry;
export const NEVER = 'never';

function presets() {
  const today = startOfDay(new Date());
  return [
    {name: t.days(30), value: formatDay(addDays(today, 30))},
    {name: t.days(90), value: formatDay(addDays(today, 90))},
    {name: t.year, value: formatDay(addMonths(today, 12))},
    {name: texts.never, value: NEVER},
  ];
}

/** When a token expires: a preset, a date typed or picked, or never. Its value is "dd-mm-yyyy" or "never". */
class ExpiryField extends LitElement {
  static properties = {
    value: {},
    error: {state: true},
    picking: {state: true},
  };

  static styles = [controls, expiryStyles];

  constructor() {
    super();
    this.value = presets()[1].value;
    this.error = '';
    this.picking = false;
  }

  /** Whether the value is one that can be sent; where it isn't, says why and takes the focus. */
  check() {
    const day = parseDay(this.value);
    this.tell(this.value === NEVER ? ''
      : this.value.trim() === '' ? t.missing
        : !day ? t.noDate
          : addDays(day, 1) <= new Date() ? t.past : '');
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
    const text = this.value === NEVER ? '' : this.value;
    return html`<fieldset>
      <legend class="label">${texts.form.expiresAt}</legend>
      <div class="presets" role="radiogroup" aria-label=${t.presets}>${presets().map(({name, value}) => html`
        <label class="preset">
          <input type="radio" name="preset" class="hidden-text" .checked=${value === this.value}
            @change=${() => this.#set(value)}>
          <span class="name">${name}</span>
          <span class="date">${value === NEVER ? t.noExpiry : value}</span>
        </label>`)}
      </div>
      <div class="day">
        <label class="hidden-text" for="day">${t.date}</label>
        <input class="input" id="day" inputmode="numeric" autocomplete="off" spellcheck="false" maxlength="10"
          placeholder=${t.placeholder} .value=${text} aria-invalid=${this.error ? 'true' : 'false'} aria-describedby="about"
          @input=${(event) => this.#set(event.target.value.trim())}>
        <button class="button plain square" type="button" aria-label=${t.calendar} aria-haspopup="dialog"
          aria-expanded=${this.picking} @click=${this.#open}>${icons.calendar}</button>
        ${this.picking ? this.#calendar(parseDay(text)) : nothing}
      </div>
      ${this.error
        ? html`<p class="error" id="about" role="alert">${icons.warning}${this.error}</p>`
        : html`<p class="hint" id="about">${this.#about(parseDay(text))}</p>`}
    </fieldset>`;
  }

  #about(day) {
    return this.value === NEVER ? t.forever : day ? t.until(relative(day)) : t.noDate;
  }

  #calendar(chosen) {
    return html`<div class="popup" role="dialog" aria-label=${t.calendar} @keydown=${this.#key} @focusout=${this.#left}>
      <latchkey-calendar .day=${chosen ?? startOfDay(new Date())} .chosen=${chosen}
        @pick=${({detail}) => { this.#set(formatDay(detail)); this.#close(); }}></latchkey-calendar></div>`;
  }

  #set(value) {
    this.value = value;
    this.error = '';
    this.dispatchEvent(new Event('change'));
  }

  async #open() {
    this.picking = !this.picking;
    await this.updateComplete;
    this.renderRoot.querySelector('.popup')?.scrollIntoView({block: 'nearest'});
    this.renderRoot.querySelector('latchkey-calendar')?.focusDay();
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
