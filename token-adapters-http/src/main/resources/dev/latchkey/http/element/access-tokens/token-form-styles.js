import {css} from './lit/lit-element.js';

export const formStyles = css`
  :host { display: grid; grid-template-columns: minmax(0, 1fr); container-type: inline-size; font: 14px/20px var(--lk-font); color: var(--lk-text); }
  form { display: grid; grid-template-rows: repeat(3, auto) 1fr; gap: 20px; width: 100%; max-width: 760px; margin: 0 auto; padding: 12px 0 0; }
  .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; }
  h2 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; }
  .back { display: inline-flex; align-items: center; align-self: center; gap: 4px; margin-inline-start: -4px; color: var(--lk-muted); text-decoration: none; }
  @media (pointer: coarse) { .back { min-height: 44px; } }
  .back:hover { color: var(--lk-text); }
  .back::after { content: ''; width: 1px; height: 16px; margin-inline-start: 8px; background: var(--lk-line); }
  .lead { flex: 1 0 100%; margin: 0; color: var(--lk-muted); overflow-wrap: anywhere; }
  .lead > span:not(:first-child)::before { content: '·'; margin-inline: 4px; }
  .lead code { font: 500 13px/20px var(--lk-mono); }

  .what { display: grid; gap: 20px; min-width: 0; }
  .input { scroll-margin-block: 48px 88px; }
  latchkey-method-choice { --lk-covered: 58px; }

  .regenerate { margin: 0; color: var(--lk-muted); }
  .actions {
    position: sticky; bottom: 0; z-index: 4; align-self: end; display: flex; align-items: center; justify-content: flex-end; gap: 8px;
    padding: 10px 0; border-block-start: 1px solid var(--lk-line); background: var(--lk-surface);
  }
  .actions p { margin: 0 auto 0 0; }
  .actions .hint { font-size: 14px; line-height: 20px; }

  @container (min-width: 880px) {
    form { grid-template: auto 1fr auto / minmax(0, 340px) minmax(0, 1fr); gap: 12px 32px; max-width: none; }
    .head, .actions { grid-column: 1 / -1; }
    .what { position: sticky; top: 16px; align-self: start; }
  }
  @container (max-width: 480px) {
    .actions { flex-wrap: wrap; }
    .actions .button { flex: 1; min-height: 42px; }
    .actions p { flex: 1 0 100%; }
    latchkey-method-choice { --lk-covered: 92px; }
  }
`;
