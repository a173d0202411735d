import {css} from './lit/lit-element.js';

export const treeStyles = css`
  :host { display: block; font: 14px/20px var(--lk-font); border: 1px solid var(--lk-line); border-radius: var(--lk-radius); overflow: hidden; background: var(--lk-field); }
  .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 8px 12px 8px 8px; border-block-end: 1px solid var(--lk-line); }
  .filters .search { flex: 1 1 180px; }
  .only { display: inline-flex; align-items: center; gap: 8px; cursor: pointer; }
  .count { margin: 0; min-width: 150px; text-align: end; color: var(--lk-muted); font-size: 13px; font-variant-numeric: tabular-nums; }
  .tree { max-height: 420px; overflow: auto; padding: 4px 0; }
  ul { margin: 0; padding: 0; list-style: none; }

  .row { display: flex; align-items: center; gap: 4px; min-height: 32px; padding-inline: 8px 12px; }
  .row:hover { background: var(--lk-hover); }
  .level-2 > .row { padding-inline-start: 36px; }
  .method { padding-inline-start: 92px; }
  .row label { display: flex; align-items: center; gap: 10px; flex: 1; min-width: 0; align-self: stretch; cursor: pointer; }
  .row .name { min-width: 0; overflow-wrap: anywhere; }
  .head .name { font-weight: 600; }
  .level-2 > .head .name { font-weight: 500; }
  .part { color: var(--lk-muted); font-size: 13px; font-variant-numeric: tabular-nums; }

  .toggle { display: grid; place-items: center; width: 24px; height: 24px; padding: 0; border: 0; background: none; color: var(--lk-muted); cursor: pointer; }
  .toggle:hover { color: var(--lk-text); }
  .toggle .icon { transition: transform 120ms; }
  .toggle[aria-expanded='true'] .icon { transform: rotate(90deg); }

  .docs { padding: 2px 8px; font-size: 13px; opacity: 0; }
  .row:hover .docs, .row:focus-within .docs { opacity: 1; }
  a { color: var(--lk-accent); text-underline-offset: 0.15em; }
  @media (hover: none) { .docs { opacity: 1; } }
  .effect { display: inline-flex; align-items: center; gap: 6px; width: 76px; font-size: 13px; color: var(--lk-muted); }
  .effect::before { content: ''; width: 7px; height: 7px; border: 1.5px solid var(--lk-muted); border-radius: 50%; }
  .changes { color: var(--lk-warning); }
  .changes::before { border-color: var(--lk-warning); background: var(--lk-warning); }
  .nothing { margin: 0; padding: 32px; text-align: center; color: var(--lk-muted); }

  @media (max-width: 600px) {
    .level-2 > .row { padding-inline-start: 16px; }
    .method { padding-inline-start: 44px; }
    .row label { gap: 8px; }
    .docs { padding: 2px 4px; }
    .count { min-width: 0; text-align: start; }
    .filters .search { flex-basis: 100%; }
  }
`;
