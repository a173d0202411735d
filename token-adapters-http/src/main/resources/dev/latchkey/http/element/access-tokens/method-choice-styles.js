import {css} from './lit/lit-element.js';

export const methodChoiceStyles = css`
  :host { display: block; min-width: 0; container-type: inline-size; }
  .group { display: grid; gap: 8px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; scroll-margin-block: 16px calc(var(--lk-covered, 0px) + 16px); }
  .head :is(.label, .hint, .error) { margin: 0; }
  @container (max-width: 480px) { .choice { flex-basis: calc(50% - 4px); } }
`;
