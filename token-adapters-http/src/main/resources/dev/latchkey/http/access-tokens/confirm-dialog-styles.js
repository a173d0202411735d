import {css} from './lit/lit-element.js';

export const confirmStyles = css`
  :host { font: 14px/20px var(--lk-font); }
  ul {
    display: grid; gap: 0; max-height: 236px; margin: 0; padding: 0; overflow: auto; list-style: none;
    border: 1px solid var(--lk-line); border-radius: var(--lk-radius);
  }
  li { display: grid; gap: 2px; padding: 10px 14px; }
  li + li { border-block-start: 1px solid var(--lk-line); }
  .name { min-width: 0; font-weight: 500; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .detail { justify-self: start; color: var(--lk-muted); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
`;
