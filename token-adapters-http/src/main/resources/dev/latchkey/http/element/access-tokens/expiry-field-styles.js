import {css} from './lit/lit-element.js';

export const expiryStyles = css`
  :host { display: block; container-type: inline-size; font: 14px/20px var(--lk-font); }
  fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0; }
  .choices { display: grid; grid-template-columns: repeat(4, 1fr); margin-bottom: 8px; }
  .day { position: relative; max-width: 200px; }
  .day .input { padding-inline-end: 42px; font-variant-numeric: tabular-nums; scroll-margin-block: 16px 88px; }
  .day > .button { position: absolute; inset-block: 2px; inset-inline-end: 2px; width: 34px; min-height: 34px; color: var(--lk-muted); }
  .popup { position: fixed; inset: auto; margin: 0; padding: 0; border: 0; border-radius: 10px; background: var(--lk-surface); }
  @container (max-width: 560px) { .choices { grid-template-columns: repeat(2, 1fr); } }
  @media (max-width: 480px) { .day { max-width: none; } }
`;
