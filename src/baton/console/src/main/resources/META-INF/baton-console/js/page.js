// What all views use: notices, questions, and work that may fail.

import { button, byId, h } from './dom.js';

const SHOWN_MS = 8_000;

/** Shows a short notice. */
export function toast(text, bad = false) {
  const shown = h('p', { class: bad ? 'toast bad' : 'toast' }, text);
  byId('toasts').append(shown);
  setTimeout(() => shown.remove(), SHOWN_MS);
}

/** Runs work, and shows its failure. Returns whether it succeeded. */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (failure) {
    if (failure.name !== 'ApiError') throw failure;
    toast(failure.message, true);
    return false;
  }
}

/** Asks before something that can't be undone. Returns whether the person agrees. */
export function agree(title, text, action) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { 'aria-labelledby': 'ask-title' },
      h('form', { method: 'dialog' },
        h('h2', { id: 'ask-title' }, title),
        h('p', {}, text),
        h('div', { class: 'buttons' },
          h('button', { value: 'yes', class: 'danger' }, action),
          h('button', { value: 'no', autofocus: true }, 'Cancel'))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Returns a link to a view. */
export function to(view, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ''}`;
}

/** Creates a card with a heading and buttons. */
export function card(title, tools, ...content) {
  return h('section', { class: 'card' }, h('div', { class: 'head' }, h('h2', {}, title), h('div', { class: 'buttons' }, tools)), ...content);
}

/** Creates a part of a view that loads itself, again when its button is pressed. */
export function loading(title, load, tools = []) {
  const content = h('div', { class: 'content' }, h('p', { class: 'muted' }, 'Loading …'));
  const refresh = async () => {
    try {
      content.replaceChildren(...[await load(refresh)].flat());
    } catch (failure) {
      if (failure.name !== 'ApiError') throw failure;
      content.replaceChildren(h('p', { class: 'error', role: 'alert' }, failure.message));
    }
  };
  const element = card(title, [...tools, button('Refresh', refresh, 'quiet')], content);
  return { element, refresh };
}
