// What all parts share: buttons, fields, messages. The colours are theme.css's custom properties.

import {css} from './lit/lit-element.js';

export const controls = css`
  *, *::before, *::after { box-sizing: border-box; }

  [hidden] { display: none !important; }

  .icon { flex: none; display: block; }

  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px;
    min-height: 36px; padding: 0 14px; margin: 0;
    border: 1px solid var(--lk-edge); border-radius: var(--lk-radius);
    background: var(--lk-surface); color: var(--lk-text);
    font: 500 14px/20px var(--lk-font); white-space: nowrap; text-decoration: none; cursor: pointer;
    transition: background-color 120ms, border-color 120ms;
  }
  .button:hover { background: var(--lk-sunken); color: var(--lk-text); }
  .button:active { background: var(--lk-line); }
  .button.primary { background: var(--lk-accent); border-color: var(--lk-accent); color: var(--lk-on-accent); }
  .button.primary:hover { background: var(--lk-accent-strong); border-color: var(--lk-accent-strong); }
  .button.danger { background: var(--lk-danger); border-color: var(--lk-danger); color: var(--lk-on-danger); }
  .button.danger:hover { filter: brightness(0.93); }
  .button.plain { border-color: transparent; background: none; }
  .button.plain:hover { background: var(--lk-sunken); }
  .button.square { width: 36px; padding: 0; }
  .button[aria-disabled='true'] {
    border-color: var(--lk-line); background: none; color: var(--lk-muted); opacity: 0.65; cursor: default;
  }
  .button[aria-disabled='true'].plain { border-color: transparent; }

  .link {
    padding: 0; border: 0; background: none; color: var(--lk-accent);
    font: inherit; text-decoration: underline; text-underline-offset: 0.15em; cursor: pointer;
  }
  .link:hover { color: var(--lk-accent-strong); }

  .input {
    width: 100%; min-height: 38px; margin: 0; padding: 8px 12px;
    border: 1px solid var(--lk-edge); border-radius: var(--lk-radius);
    background: var(--lk-field); color: var(--lk-text); font: 15px/20px var(--lk-font);
  }
  .input::placeholder { color: var(--lk-muted); opacity: 1; }
  .input:focus-visible { outline: 2px solid var(--lk-focus); outline-offset: -1px; border-color: transparent; border-radius: var(--lk-radius); }
  .input[aria-invalid='true'] { border-color: var(--lk-danger); }

  input[type='checkbox'] {
    appearance: none; display: grid; place-items: center; flex: none; width: 16px; height: 16px; margin: 0;
    border: 1px solid var(--lk-edge); border-radius: 3px; background: var(--lk-field); cursor: pointer;
  }
  input[type='checkbox']:is(:checked, :indeterminate) { border-color: var(--lk-accent); background: var(--lk-accent); }
  input[type='checkbox']:is(:checked, :indeterminate)::before { content: ''; width: 10px; height: 10px; background: var(--lk-on-accent); }
  input[type='checkbox']:checked::before { clip-path: polygon(4% 51%, 16% 38%, 39% 62%, 84% 11%, 97% 23%, 40% 87%); }
  input[type='checkbox']:indeterminate::before { clip-path: inset(4px 1px); }
  @media (forced-colors: active) {
    input[type='checkbox'] { appearance: auto; }
    input[type='checkbox']::before { display: none; }
  }

  .search { position: relative; display: block; }
  .search .icon { position: absolute; inset-block: 0; inset-inline-start: 11px; margin-block: auto; color: var(--lk-muted); pointer-events: none; }
  .search .input { padding-inline-start: 34px; min-height: 36px; padding-block: 7px; font-size: 14px; }
  .search .input::-webkit-search-cancel-button { opacity: 0.6; }

  .label { display: block; margin: 0 0 6px; font: 600 14px/20px var(--lk-font); letter-spacing: 0; }
  .hint { margin: 6px 0 0; color: var(--lk-muted); font-size: 13px; line-height: 18px; }
  .error { display: flex; gap: 6px; margin: 6px 0 0; color: var(--lk-danger); font-size: 13px; line-height: 18px; }
  .error .icon { margin-top: 1px; }

  .message {
    display: flex; align-items: center; gap: 10px; padding: 10px 14px; border-radius: var(--lk-radius);
    background: var(--lk-danger-soft); color: var(--lk-danger); font-size: 14px; line-height: 20px;
  }
  .message .icon { align-self: flex-start; margin-top: 2px; }
  .message p { flex: 1; margin: 0; }

  .hidden-text {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
    clip-path: inset(50%); white-space: nowrap; border: 0;
  }

  :focus-visible { outline: 2px solid var(--lk-focus); outline-offset: 2px; border-radius: 4px; }
  .button:focus-visible { border-radius: var(--lk-radius); }

  .beside-name { color: var(--lk-muted); font: 500 12px/20px var(--lk-mono); white-space: nowrap; }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    .button[aria-disabled='true'] { border-color: GrayText; color: GrayText; opacity: 1; }
  }
`;

/** Cards of which one is chosen: labels of the class "choice", each with a hidden radio button, a name, and what that comes to. */
export const choices = css`
  .choices { display: flex; flex-wrap: wrap; gap: 8px; }
  .choice {
    position: relative; flex: 1 1 auto; padding: 8px 10px; border: 1px solid var(--lk-edge); border-radius: var(--lk-radius);
    background: var(--lk-field); cursor: pointer; scroll-margin-block: 48px 88px;
  }
  .choice:hover { background: var(--lk-hover); }
  .choice .name, .choice .size { display: block; }
  .choice .name { font-weight: 500; }
  .choice .size { padding-inline-end: 20px; color: var(--lk-muted); font-size: 13px; line-height: 18px; font-variant-numeric: tabular-nums; }
  .choice .icon { position: absolute; inset-block-end: 9px; inset-inline-end: 10px; color: var(--lk-accent); visibility: hidden; }
  .choices.wrong .choice { border-color: var(--lk-danger); }
  .choice:has(:checked) { border-color: var(--lk-accent); background: var(--lk-accent-soft); box-shadow: inset 0 0 0 1px var(--lk-accent); }
  .choice:has(:checked) .size { color: var(--lk-text); }
  .choice:has(:checked) .icon { visibility: visible; }
  .choice:has(:focus-visible) { outline: 2px solid var(--lk-focus); outline-offset: 2px; }
  @media (forced-colors: active) {
    .choice:has(:checked) { forced-color-adjust: none; border-color: Highlight; background: Highlight; color: HighlightText; }
    .choice:has(:checked) :is(.size, .icon) { color: HighlightText; }
    .choice:has(:focus-visible) { outline-color: CanvasText; }
  }
`;

export const dialogs = css`
  dialog {
    width: min(480px, calc(100vw - 32px)); max-width: none; max-height: calc(100dvh - 32px);
    padding: 0; overflow: auto; border: 1px solid var(--lk-line); border-radius: 12px;
    background: var(--lk-surface); color: var(--lk-text); box-shadow: var(--lk-shadow);
  }
  dialog::backdrop { background: var(--lk-veil); }
  dialog form, dialog .body { display: grid; gap: 20px; margin: 0; padding: 24px; }
  dialog h2 { margin: 0; font-size: 18px; line-height: 24px; font-weight: 600; overflow-wrap: anywhere; }
  dialog p { margin: 0; }
  dialog .head { display: grid; gap: 6px; }
  dialog .text { color: var(--lk-muted); font-size: 14px; line-height: 20px; overflow-wrap: anywhere; text-wrap: pretty; }
  dialog .actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; }
  @media (max-width: 480px) {
    dialog form, dialog .body { padding: 20px; }
    dialog .actions { display: grid; justify-content: stretch; }
    dialog .actions .button { width: 100%; min-height: 42px; }
    dialog .actions .primary, dialog .actions .danger { order: -1; }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] { animation: appear 140ms ease-out; }
    @keyframes appear { from { opacity: 0; transform: translateY(6px); } }
  }
`;
