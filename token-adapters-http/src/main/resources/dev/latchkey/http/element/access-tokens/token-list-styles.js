import {css} from './lit/lit-element.js';

export const listStyles = css`
  :host { display: block; container-type: inline-size; font: 14px/20px var(--lk-font); color: var(--lk-text); }

  .message { flex: 1 0 100%; }
  .progress { position: absolute; inset: 0 0 auto; z-index: 3; height: 2px; background: var(--lk-accent); animation: slide 1s infinite ease-in-out; }
  @media (forced-colors: active) { .progress { background: Highlight; forced-color-adjust: none; } }
  @keyframes slide { from { transform: scaleX(0); transform-origin: left; } to { transform: scaleX(1); transform-origin: left; } }

  .bar {
    position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px;
    padding: 12px 0 8px; background: var(--lk-surface);
  }
  .tools { display: flex; flex-wrap: wrap; gap: 6px; }
  .tool { position: relative; }
  .bar .search { flex: 0 1 260px; min-width: 0; margin-inline-start: auto; }

  .tip {
    position: absolute; z-index: 3; top: calc(100% + 6px); inset-inline-start: 0; display: none; padding: 4px 8px; border-radius: 6px;
    background: var(--lk-text); color: var(--lk-surface); font-size: 12px; line-height: 16px; white-space: nowrap; pointer-events: none;
  }
  .tool:hover .tip, .tool:focus-within .tip { display: block; }

  table { display: block; width: 100%; border-block-start: 1px solid var(--lk-line); }
  thead, tbody { display: block; }
  tr {
    display: grid; align-items: center; column-gap: 16px;
    grid-template-columns: 24px minmax(0, 1fr) minmax(96px, 120px) 228px minmax(120px, 204px) 84px;
    padding: 0 12px 0 8px; border-block-end: 1px solid var(--lk-line);
  }
  thead { position: sticky; top: 84px; z-index: 1; background: var(--lk-surface); }
  thead tr { min-height: 36px; }
  th, td { padding: 0; text-align: start; font-weight: 400; }

  th button {
    display: inline-flex; align-items: center; gap: 4px; margin: 0 -6px; padding: 6px; border: 0; background: none;
    color: var(--lk-muted); font: 500 13px/18px var(--lk-font); cursor: pointer;
  }
  th button:hover { color: var(--lk-text); }
  th .arrow { display: block; opacity: 0; transition: transform 120ms; }
  th .arrow .icon { width: 12px; height: 12px; }
  th button:hover .arrow { opacity: 0.5; }
  th[aria-sort='ascending'] .arrow, th[aria-sort='descending'] .arrow { opacity: 1; }
  th[aria-sort='ascending'] .arrow { transform: rotate(180deg); }
  th[aria-sort='ascending'] button, th[aria-sort='descending'] button { color: var(--lk-text); }
  th.mark label { display: grid; place-items: center; min-width: 24px; min-height: 36px; cursor: pointer; }

  tbody tr {
    min-height: 48px; padding-block: 5px; cursor: default; user-select: none; scroll-margin: 132px 0 16px;
    content-visibility: auto; contain-intrinsic-block-size: auto 37px;
  }
  tbody tr:hover { background: var(--lk-hover); }
  tbody tr[aria-selected='true'] { background: var(--lk-accent-soft); }
  tbody tr:focus-visible { outline-offset: -2px; border-radius: 6px; }
  tbody tr.changed { box-shadow: inset 3px 0 0 var(--lk-accent); animation: changed 1600ms ease-out; }
  @keyframes changed { from { background: var(--lk-success-soft); } }
  .mark { align-self: stretch; display: grid; place-items: center; cursor: pointer; }
  .box { display: grid; place-items: center; width: 16px; height: 16px; border: 1px solid var(--lk-edge); border-radius: 3px; background: var(--lk-field); }
  [aria-selected='true'] .box { border-color: var(--lk-accent); background: var(--lk-accent); color: var(--lk-on-accent); }
  .box .icon { width: 12px; height: 12px; stroke-width: 2.25; }

  .description { display: flex; align-items: baseline; gap: 8px; min-width: 0; }
  .clamped {
    flex: 0 1 auto; min-width: 0; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
    font-weight: 500; overflow-wrap: anywhere;
  }
  time { font-variant-numeric: tabular-nums; }
  td.expires { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; min-width: 0; }
  td.expires > * { white-space: nowrap; }
  td.api { overflow-wrap: anywhere; }
  td.created, td.lastUsed { white-space: nowrap; }
  .lastUsed time { display: block; }
  .lastUsed time::first-letter { text-transform: uppercase; }
  .where { display: block; overflow: hidden; color: var(--lk-muted); font-size: 12px; line-height: 16px; text-overflow: ellipsis; }
  .where bdi + bdi::before { content: '·'; margin-inline: 4px; }
  td.created, td.api, .beside, .quiet { color: var(--lk-muted); }
  [aria-selected='true'] :is(td.created, td.api, .beside, .quiet, .where) { color: var(--lk-text); }
  .badge { padding: 1px 7px; border-radius: 9px; font-size: 12px; line-height: 16px; font-weight: 500; }
  .badge.danger { background: var(--lk-danger-soft); color: var(--lk-danger); }
  .badge.warning { background: var(--lk-warning-soft); color: var(--lk-warning); }

  .status { display: flex; flex: 1 0 100%; align-items: center; gap: 12px; min-height: 20px; margin: 0 12px 0 8px; color: var(--lk-muted); font-size: 13px; }
  .notice:empty { display: none; }
  .notice { display: inline-flex; align-items: center; gap: 6px; color: var(--lk-success); font-weight: 600; }
  .nothing { margin: 0; padding: 40px 12px; text-align: center; color: var(--lk-muted); overflow-wrap: anywhere; }

  .empty { display: grid; justify-items: center; gap: 8px; padding: 72px 16px 56px; text-align: center; }
  .empty h2 { margin: 12px 0 0; font-size: 18px; line-height: 24px; font-weight: 600; }
  .empty p { max-width: 46ch; margin: 0 0 16px; color: var(--lk-muted); text-wrap: pretty; }
  .empty .actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; }
  .emblem { display: grid; place-items: center; width: 56px; height: 56px; border-radius: 50%; background: var(--lk-accent-soft); color: var(--lk-accent); }
  .emblem .icon { width: 26px; height: 26px; }

  @media (forced-colors: active) {
    tbody tr[aria-selected='true'] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
    tbody tr[aria-selected='true'] :is(.box, .badge, td, span, time) { border-color: HighlightText; background: none; color: HighlightText; }
    tbody tr.changed { border-inline-start: 3px solid Highlight; }
    .badge { border: 1px solid; }
  }

  @container (max-width: 760px) {
    .bar .search { flex: 1 0 100%; }
    .tool:not(:first-child) .button { padding: 0; }
    .tool:not(:first-child) .name { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    .button { min-height: 44px; }
    .tool:not(:first-child) .button { width: 44px; }
    .tools { position: relative; }
    .tool { position: static; }
    .tip { width: max-content; max-width: 100%; white-space: normal; }
    thead { position: static; }
    thead tr { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; padding-inline-start: 0; white-space: nowrap; }
    thead .mark, thead .mark label { width: 44px; height: 44px; }
    th button { min-height: 44px; margin: 0 -3px; padding-inline: 3px; font-size: 12px; }
    th[aria-sort='none'] .arrow { display: none; }
    tbody tr {
      grid-template-columns: 44px minmax(72px, 1fr) minmax(0, auto); gap: 2px 8px; padding-inline-start: 0; min-height: 86px; padding-block: 10px;
      contain-intrinsic-block-size: auto 65px;
    }
    tbody .mark { grid-row: 1 / span 3; }
    tbody .description { grid-column: 2 / -1; }
    tbody .api { grid-column: 2; grid-row: 2; font-size: 13px; }
    tbody .expires { grid-column: 3; grid-row: 2; justify-content: flex-end; font-size: 13px; text-align: end; }
    tbody .lastUsed { grid-column: 2 / -1; grid-row: 3; overflow: hidden; color: var(--lk-muted); font-size: 13px; text-overflow: ellipsis; }
    tbody .lastUsed::before { content: attr(data-title) ': '; }
    tbody [aria-selected='true'] .lastUsed { color: var(--lk-text); }
    .lastUsed time, .where { display: inline; font: inherit; color: inherit; }
    .where::before { content: '·'; margin-inline-end: 4px; }
    tbody .expires > * { white-space: normal; }
    tbody .expires:has(.danger) time, tbody .created { display: none; }
  }
  /* Room for all other heads in one line. */
  @container (max-width: 480px) { th.api { display: none; } }
`;
