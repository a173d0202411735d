import {css} from './lit/lit-element.js';

export const expiryStyles = css`
  :host { display: block; font: 14px/20px var(--lk-font); }
  fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0; }
  .presets { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; margin-bottom: 8px; }
  .preset {
    display: grid; gap: 1px; padding: 8px 12px; border: 1px solid var(--lk-edge); border-radius: var(--lk-radius);
    background: var(--lk-field); cursor: pointer; position: relative;
  }
  .preset:hover { background: var(--lk-hover); }
  .preset .name { font-weight: 500; }
  .preset .date { color: var(--lk-muted); font-size: 13px; line-height: 18px; font-variant-numeric: tabular-nums; }
  .preset:has(:checked) { border-color: var(--lk-accent); background: var(--lk-accent-soft); box-shadow: inset 0 0 0 1px var(--lk-accent); }
  .preset:has(:checked) .date { color: var(--lk-text); }
  .preset:has(:focus-visible) { outline: 2px solid var(--lk-focus); outline-offset: 2px; }
  .day { position: relative; max-width: 200px; }
  .day .input { padding-inline-end: 42px; font-variant-numeric: tabular-nums; }
  .day > .button { position: absolute; inset-block: 2px; inset-inline-end: 2px; width: 34px; min-height: 34px; color: var(--lk-muted); }
  .popup { position: absolute; z-index: 5; top: calc(100% + 6px); inset-inline-start: 0; }
  @media (max-width: 480px) { .presets { grid-template-columns: repeat(2, 1fr); } .day { max-width: none; } }
`;
