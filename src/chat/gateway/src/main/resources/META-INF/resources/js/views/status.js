// The state of the connection, shown and announced.

import { byId, setText } from '../dom.js';
import { count } from '../format.js';

const TEXTS = {
  connecting: 'Connecting…',
  online: 'Connected',
  waiting: 'Connection lost, trying again',
  offline: 'Offline',
  ended: 'Signed out',
};

export class StatusView {
  constructor(chat) {
    setText(byId('me'), chat.user);
    byId('status-retry').addEventListener('click', () => chat.retryNow());
  }

  render({ connectionState, outbox }) {
    byId('status').dataset.state = connectionState;
    byId('status-retry').hidden = connectionState !== 'waiting';
    const waiting = connectionState !== 'online' && outbox.unsent ? `, ${count(outbox.unsent, 'message')} to send` : '';
    setText(byId('status-text'), TEXTS[connectionState] + waiting);
  }
}
