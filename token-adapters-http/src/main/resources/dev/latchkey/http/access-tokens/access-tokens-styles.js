import {css} from './lit/lit-element.js';

export const rootStyles = css`
  :host { display: block; position: relative; color: var(--lk-text); font: 14px/20px var(--lk-font); }
`;
