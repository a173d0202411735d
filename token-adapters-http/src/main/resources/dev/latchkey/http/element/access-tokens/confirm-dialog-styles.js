import {css} from './lit/lit-element.js';

export const confirmStyles = css`
  :host { font: 14px/20px var(--lk-font); }
  ul {
    display: grid; gap: 0; max-height: 236px; margin: 0; padding: 0; overflow: auto; list-style: none;
    border: 1px solid var(--lk-line); border-radius: var(--lk-radius);
  }
  li { display: grid; gap: 2px; padding: 10px 14px; }
  li + li { border-block-start: 1px solid var(--lk-line); }
  .name { display: flex; gap: 8px; justify-content: space-between; min-width: 0; font-weight: 500; }
  .name bdi { display: -webkit-box; min-width: 0; overflow: hidden; overflow-wrap: anywhere; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .detail { justify-self: start; color: var(--lk-muted); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
`;
