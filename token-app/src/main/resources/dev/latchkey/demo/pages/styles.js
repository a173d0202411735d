// How the list of environments looks, in the colours of the dashboard's theme.

import {css} from '/access-tokens/lit/lit-element.js';

export const styles = css`
  latchkey-environments { display: block; }
  .environments { display: grid; grid-template-columns: minmax(0, 4fr) minmax(132px, auto) minmax(0, 6fr) auto; margin: 0; padding: 0; border: 1px solid var(--lk-line); border-radius: 12px; background: var(--lk-surface); list-style: none; }
  .environments ul { margin: 0; padding: 0; list-style: none; }
  .environment {
    display: grid; grid-column: 1 / -1; align-items: start; gap: 4px 24px; padding: 16px 20px; grid-template-columns: subgrid;
  }
  .environment + .environment { border-block-start: 1px solid var(--lk-line); }
  .environment h2 { margin: 0; font-size: 15px; line-height: 22px; font-weight: 600; letter-spacing: 0; overflow-wrap: anywhere; }
  .domain { margin: 0; color: var(--lk-muted); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
  .state { display: flex; align-items: center; gap: 8px; margin: 0; font-size: 14px; line-height: 22px; white-space: nowrap; }
  .state::before { content: ''; flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--lk-muted); }
  .state.running { color: var(--lk-success); }
  .state.running::before { background: currentColor; }
  .state.down, .state.sleeping { color: var(--lk-muted); }
  .state.down::before { background: none; box-shadow: inset 0 0 0 1.5px currentColor; }
  .state.sleeping::before { border-radius: 50%; background: none; box-shadow: inset -3px -2px 0 0 currentColor; }
  .state.broken { color: var(--lk-danger); }
  .state.broken::before { border-radius: 2px; background: currentColor; }
  .state.passing { color: var(--lk-warning); }
  .state.passing::before { background: currentColor; }
  @media (prefers-reduced-motion: no-preference) {
    .state.passing::before { animation: pulse 900ms infinite alternate ease-in-out; }
    @keyframes pulse { to { opacity: 0.25; transform: scale(0.8); } }
  }
  .content { display: grid; gap: 2px; padding-block-start: 1px; font-size: 13px; line-height: 20px; color: var(--lk-muted); }
  .content .nodes, .content .deployed { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .content li { min-width: 0; overflow-wrap: anywhere; }
  .node, .context { color: var(--lk-text); }
  .version { font-variant-numeric: tabular-nums; }
  .context { font-weight: 500; }
  .last { margin: 0; overflow-wrap: anywhere; }
  .tools { display: flex; gap: 2px; margin-block: -7px; }
  .environment .tools .button { color: var(--lk-text); }
  .environment .tools [aria-disabled='true'] { color: var(--lk-muted); opacity: 0.45; }

  @media (forced-colors: active) {
    .state::before { forced-color-adjust: none; }
    .state.running::before, .state.broken::before, .state.passing::before { background: CanvasText; }
    .state.down::before { border: 1.5px solid CanvasText; box-shadow: none; }
    .state.sleeping::before { border: 1.5px solid CanvasText; background: linear-gradient(to top, CanvasText 50%, Canvas 50%); box-shadow: none; }
    .state.passing::before { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
    .environment .tools .button[aria-disabled='true'] { border-color: GrayText; color: GrayText; opacity: 1; }
  }
  @media (max-width: 900px) {
    .environment { grid-template-columns: minmax(0, 1fr) auto; }
    .environment .content { grid-row: 2; }
    .environment .tools { justify-self: end; }
  }
  @media (max-width: 640px) {
    .environment { gap: 0 16px; padding: 16px 16px 8px; }
    .environment .about { display: contents; }
    .environment .state { grid-area: 1 / 2; }
    .environment .domain { grid-column: 1 / -1; }
    .environment .content { grid-area: 3 / 1 / auto / -1; margin-block: 8px; }
    .environment .tools { grid-column: 1 / -1; grid-row: 4; margin-block: 0; justify-self: start; margin-inline-start: -10px; }
    .environment .tools .button { width: 44px; min-height: 44px; }
  }
`;
