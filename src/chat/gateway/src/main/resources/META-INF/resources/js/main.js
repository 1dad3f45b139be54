// Starts the page: signs in, then sets up the chat and its views.

import { Chat } from './chat.js';
import { byId, everyFrame } from './dom.js';
import { clearSession, loadSession, saveSession } from './session.js';
import { ActivityView } from './views/activity.js';
import { ComposerView } from './views/composer.js';
import { DialogsView } from './views/dialogs.js';
import { Drawers } from './views/drawers.js';
import { MessagesView } from './views/messages.js';
import { NotificationsView } from './views/notifications.js';
import { PendingView } from './views/pending.js';
import { RoomsView } from './views/rooms.js';
import { showSignIn } from './views/signin.js';
import { StatusView } from './views/status.js';
import { Toasts } from './views/toasts.js';

const NOTICE = 'baton.notice';

const session = loadSession();
if (session) startChat(session);
else signInFirst();

async function signInFirst() {
  const notice = sessionStorage.getItem(NOTICE);
  sessionStorage.removeItem(NOTICE);
  saveSession(await showSignIn(notice));
  location.reload();
}

function signOut(notice) {
  clearSession();
  if (notice) sessionStorage.setItem(NOTICE, notice);
  location.replace(location.pathname);
}

function startChat(session) {
  byId('chat').hidden = false;
  const toasts = new Toasts();
  let views = [];
  const render = everyFrame(() => views.forEach((view) => view.render(chat)));
  const chat = new Chat(session, {
    changed: render,
    failed: (text) => toasts.error(text),
    notified: (notification) => toasts.notification(notification, chat.current?.room),
    signedOut: () => signOut('Your sign-in has ended. Please sign in again; messages not sent yet are kept.'),
  });
  const messages = new MessagesView();
  const drawers = new Drawers();
  views = [
    new StatusView(chat),
    new RoomsView(),
    messages,
    new PendingView(chat, messages),
    new ComposerView(chat, messages),
    new ActivityView(),
    new NotificationsView(),
    new DialogsView(chat, toasts),
  ];
  byId('signout').addEventListener('click', () => {
    chat.stop();
    signOut();
  });
  followAddress(chat, drawers);
  addEventListener('pagehide', () => chat.keepSeen());
  chat.start();
  setInterval(render, 1000);
}

/** Shows the room that the address names, as in `#/lobby`. */
function followAddress(chat, drawers) {
  const show = () => {
    if (location.hash && !location.hash.startsWith('#/')) return;
    chat.wanted(decodeURIComponent(location.hash.slice(2)));
    drawers.close();
  };
  addEventListener('hashchange', show);
  show();
}
