import {css} from './lit/lit-element.js';

export const valueStyles = css`
  :host { font: 14px/20px var(--lk-font); }
  dialog { width: min(640px, calc(100vw - 32px)); }
  h2 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
  .once {
    display: flex; gap: 8px; padding: 10px 14px; border-radius: var(--lk-radius); font-weight: 500;
    background: var(--lk-warning-soft); color: var(--lk-warning);
  }
  .once .icon { margin-top: 2px; }
  .value { display: grid; gap: 12px; }
  .secret {
    display: block; padding: 14px 16px; border: 1px solid var(--lk-edge); border-radius: var(--lk-radius); background: var(--lk-field);
    font: 500 16px/24px var(--lk-mono); overflow-wrap: anywhere; user-select: all;
  }
  .keep { display: flex; gap: 8px; }
  .keep .button { min-width: 124px; }
  pre {
    margin: 0; padding: 12px 16px; border-radius: var(--lk-radius); background: var(--lk-sunken); color: var(--lk-text);
    font: 12px/20px var(--lk-mono); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 160px; overflow: auto;
  }
  code { font: inherit; }
  @media (max-width: 480px) { .keep .button { flex: 1; min-height: 42px; } .secret { font-size: 15px; } }
`;
