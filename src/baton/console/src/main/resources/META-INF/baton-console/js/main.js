// Starts the page: login if the server asks for it, then the view that the address names.

import { ApiError, authorizeWith, get, isLoggedIn } from './api.js';
import { byId, h, setText } from './dom.js';
import { Live } from './live.js';
import { signIn } from './signin.js';
import { to } from './page.js';
import { eventsView } from './views/events.js';
import { letterView } from './views/letter.js';
import { lettersView } from './views/letters.js';
import { mapView } from './views/map.js';
import { sendView } from './views/send.js';
import { waitingView } from './views/waiting.js';

const VIEWS = {
  map: { name: 'Map', show: mapView },
  letters: { name: 'Dead letters', show: lettersView },
  letter: { show: letterView, within: 'letters' },
  waiting: { name: 'Waiting', show: waitingView },
  events: { name: 'Events', show: eventsView },
  send: { name: 'Send', show: sendView, needs: 'sends' },
};

let live = null;
let me = null;
let leave = () => {};

async function start() {
  try {
    me = await get('/me');
  } catch (failure) {
    if (!(failure instanceof ApiError)) throw failure;
    logIn(failure);
    return;
  }
  setText(byId('namespace'), me.namespace);
  byId('nav').hidden = false;
  byId('signout').hidden = !isLoggedIn();
  live?.stop();
  live = new Live(showState);
  live.run();
  show();
}

function logIn(failure) {
  leave();
  live?.stop();
  byId('nav').hidden = true;
  byId('signout').hidden = true;
  byId('main').replaceChildren(signIn(failure, start));
  document.title = 'Log in · Baton console';
}

function showState(state) {
  byId('live').dataset.state = state;
  setText(byId('live'), state === 'on' ? 'Live' : 'Not connected');
}

function show() {
  leave();
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const view = VIEWS[path] ?? VIEWS.map;
  const current = view.within ?? (VIEWS[path] ? path : 'map');
  byId('nav').replaceChildren(h('ul', {}, Object.entries(VIEWS)
    .filter(([, { name, needs }]) => name && (!needs || me[needs]))
    .map(([id, { name }]) => h('li', {}, h('a', { href: to(id), 'aria-current': id === current ? 'page' : null }, name)))));
  const { title, content, close } = view.show({ live, me, parameters: new URLSearchParams(query) });
  leave = close ?? (() => {});
  document.title = `${title} · Baton console`;
  byId('main').replaceChildren(h('h1', {}, title), ...content);
}

window.addEventListener('hashchange', () => {
  if (!me || byId('nav').hidden) return;
  show();
  byId('main').focus();
  window.scrollTo(0, 0);
});
byId('signout').addEventListener('click', () => {
  authorizeWith(null);
  location.reload();
});
start();
