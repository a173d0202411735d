import {css} from './lit/lit-element.js';

export const formStyles = css`
  :host { display: block; container-type: inline-size; font: 14px/20px var(--lk-font); color: var(--lk-text); }
  form { display: grid; gap: 28px; max-width: 760px; margin: 0 auto; padding: 0; }
  h2 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; }
  .lead { margin: -24px 0 0; color: var(--lk-muted); overflow-wrap: anywhere; }
  .use:not(:first-child)::before { content: '·'; margin-inline-end: 4px; }
  .back { display: inline-flex; align-items: center; justify-self: start; gap: 4px; margin: 20px 0 -24px -4px; color: var(--lk-muted); text-decoration: none; }
  .back:hover { color: var(--lk-text); }

  .templates { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 8px; margin-bottom: 8px; }
  .template {
    position: relative; padding: 8px 12px; border: 1px solid var(--lk-edge); border-radius: var(--lk-radius);
    background: var(--lk-field); cursor: pointer;
  }
  .template:hover { background: var(--lk-hover); }
  .template:has(:checked) { border-color: var(--lk-accent); background: var(--lk-accent-soft); box-shadow: inset 0 0 0 1px var(--lk-accent); }
  .template .name, .template .size { display: block; }
  .template .name { font-weight: 500; }
  .template .size { color: var(--lk-muted); font-size: 13px; line-height: 18px; }
  .template:has(:checked) .size { color: var(--lk-text); }
  .template:has(:focus-visible) { outline: 2px solid var(--lk-focus); outline-offset: 2px; }

  .regenerate { margin: 0; color: var(--lk-muted); }
  .actions {
    position: sticky; bottom: 0; z-index: 4; display: flex; align-items: center; justify-content: flex-end; gap: 8px;
    padding: 16px 0; border-block-start: 1px solid var(--lk-line); background: var(--lk-surface);
  }
  .actions .error { margin: 0 auto 0 0; }
  @container (max-width: 480px) {
    .templates { grid-template-columns: repeat(2, 1fr); }
    .template:last-child { grid-column: 1 / -1; }
    .actions { flex-wrap: wrap; }
    .actions .button { flex: 1; min-height: 42px; }
    .actions .error { flex: 1 0 100%; }
  }
`;
