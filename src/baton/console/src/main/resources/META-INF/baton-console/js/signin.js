// Login with what the application's security takes: a token, or a name and a password.

import { authorizeWith, isLoggedIn } from './api.js';
import { field, h } from './dom.js';

/** Returns the form. Calls `entered` when it was sent. */
export function signIn(failure, entered) {
  const user = h('input', { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' });
  const password = h('input', { type: 'password', autocomplete: 'current-password' });
  const token = h('textarea', { rows: 3, autocomplete: 'off', spellcheck: 'false' });
  const refused = isLoggedIn() || failure.status === 403 || failure.status === 0;
  const submit = (event) => {
    event.preventDefault();
    authorizeWith(token.value.trim() ? `Bearer ${token.value.trim()}` : basic(user.value, password.value));
    entered();
  };
  authorizeWith(null);
  return h('section', { class: 'card signin' },
    h('h1', {}, 'Log in to the console'),
    h('p', { class: refused ? 'error' : 'muted', role: refused ? 'alert' : null }, failure.message),
    h('form', { on: { submit } },
      field('Name', user), field('Password', password), field('or a token', token, 'It stays in this tab.'),
      h('button', { class: 'primary' }, 'Log in')));
}

function basic(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
