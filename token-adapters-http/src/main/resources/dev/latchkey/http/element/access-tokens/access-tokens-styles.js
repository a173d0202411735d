import {css} from './lit/lit-element.js';

export const rootStyles = css`
  /* As high as what it stands in, if that is higher: a form's foot stays where it is while the form gets shorter. */
  :host { display: grid; grid-template: 1fr / minmax(0, 1fr); position: relative; color: var(--lk-text); font: 14px/20px var(--lk-font); }
`;
