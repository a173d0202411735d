import {css} from './lit/lit-element.js';

/* --lk-covered is how much of the page's foot is covered by what stands above it. */
export const treeStyles = css`
  :host {
    display: block; position: relative; container-type: inline-size; font: 14px/20px var(--lk-font);
    border: 1px solid var(--lk-line); border-radius: var(--lk-radius); background: var(--lk-field);
  }
  .peek {
    position: absolute; inset: 0 0 auto; height: 334px; scroll-margin-block: 8px var(--lk-covered, 0px); pointer-events: none;
  }
  .filters {
    position: sticky; top: 0; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 8px 12px 8px 8px;
    border-block-end: 1px solid var(--lk-line); border-radius: var(--lk-radius) var(--lk-radius) 0 0; background: var(--lk-field);
  }
  .filters .search { flex: 1 1 180px; }
  .only { display: inline-flex; align-items: center; gap: 8px; cursor: pointer; }
  .count { margin: 0; margin-inline-start: auto; text-align: end; color: var(--lk-muted); font-size: 13px; font-variant-numeric: tabular-nums; }
  .fixed {
    display: flex; flex-wrap: wrap; gap: 2px 12px; flex: 1 0 100%; margin: 0 -4px 0 0; padding: 7px 12px; border-radius: 6px; background: var(--lk-sunken);
  }
  .fixed span { flex: 1 1 auto; }
  .fixed.refused { background: var(--lk-warning-soft); }
  .fixed.refused span { color: var(--lk-warning); font-weight: 500; }
  .tree { min-height: 280px; padding: 4px 0; }
  ul { margin: 0; padding: 0; list-style: none; }

  .row { display: flex; align-items: center; gap: 4px; min-height: 32px; padding-inline: 8px 12px; }
  .row:hover { background: var(--lk-hover); }
  .row :is(input, a, .toggle) { scroll-margin-block: 112px calc(var(--lk-covered, 0px) + 16px); }
  .level-2 > .row { padding-inline-start: 36px; }
  .method { padding-inline-start: 92px; }
  .depth-2 { padding-inline-start: 64px; }
  .depth-1 { padding-inline-start: 36px; }
  .row label { display: flex; align-items: center; gap: 10px; flex: 1; min-width: 0; align-self: stretch; cursor: pointer; }
  .row label:has([aria-disabled='true']), .row [aria-disabled='true'] { cursor: default; }
  .row [aria-disabled='true']:is(:checked, :indeterminate) { border-color: var(--lk-muted); background: var(--lk-muted); }
  .row [aria-disabled='true']:not(:checked, :indeterminate) { border-color: var(--lk-line); }
  .row .name { min-width: 0; overflow-wrap: anywhere; }
  .head .name { font-weight: 600; }
  .level-2 > .head .name { font-weight: 500; }
  .text { min-width: 0; padding-block: 5px; overflow-wrap: anywhere; }
  .summary { color: var(--lk-muted); font-size: 13px; }
  .text .name { margin-inline-end: 6px; }
  .part { color: var(--lk-muted); font-size: 13px; white-space: nowrap; font-variant-numeric: tabular-nums; }

  .toggle { display: grid; place-items: center; width: 24px; height: 24px; padding: 0; border: 0; background: none; color: var(--lk-muted); cursor: pointer; }
  .toggle:hover { color: var(--lk-text); }
  .toggle .icon { transition: transform 120ms; }
  .toggle[aria-expanded='true'] .icon { transform: rotate(90deg); }

  .docs { padding: 2px 8px; font-size: 13px; opacity: 0; }
  .row:hover .docs, .row:focus-within .docs { opacity: 1; }
  a { color: var(--lk-accent); text-underline-offset: 0.15em; }
  @media (hover: none) { .docs { opacity: 1; } }
  .effect { display: inline-flex; flex: none; align-items: center; gap: 6px; min-width: 76px; font-size: 13px; color: var(--lk-muted); }
  .effect::before { content: ''; flex: none; width: 7px; height: 7px; border: 1.5px solid var(--lk-muted); border-radius: 50%; }
  .changes { color: var(--lk-warning); }
  .changes::before { border-color: var(--lk-warning); background: var(--lk-warning); }
  @media (forced-colors: active) { .changes::before { background: CanvasText; forced-color-adjust: none; } }
  .nothing { margin: 0; padding: 32px; text-align: center; color: var(--lk-muted); }

  @media (pointer: coarse) {
    .row, .only, .filters .input { min-height: 44px; }
    .toggle { width: 36px; height: 44px; }
    .docs { padding-block: 12px; }
  }

  @container (max-width: 600px) {
    .level-2 > .row { padding-inline-start: 16px; }
    .method { padding-inline-start: 44px; }
    .depth-2, .depth-1 { padding-inline-start: 30px; }
    .row label { gap: 8px; }
    .docs { padding: 2px 4px; }
    .filters .search { flex-basis: 100%; }
    .peek { height: 390px; }
  }
  @container (max-width: 480px) {
    .summary { display: block; }
    .effect { min-width: 0; font-size: 12px; }
    .method { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 4px; padding-inline: 28px 8px; }
    .method label { grid-row: 1 / span 2; }
    .method .effect { grid-area: 1 / 2; align-self: end; }
    .method .docs { grid-area: 2 / 2; align-self: start; justify-self: end; }
  }
`;
