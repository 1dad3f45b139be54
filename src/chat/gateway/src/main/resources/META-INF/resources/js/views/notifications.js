// The user's notifications, newest first.

import { byId, h } from '../dom.js';
import { clock, fullTime, shorten } from '../format.js';

const PREVIEW = 160;

export class NotificationsView {
  #shown = '';
  #read = 0;

  constructor() {
    const details = byId('details');
    new IntersectionObserver(([entry]) => (this.visible = entry.isIntersecting)).observe(details);
  }

  render({ notifications }) {
    if (this.visible) this.#read = notifications[0]?.at ?? 0;
    byId('details-badge').hidden = !notifications.some(({ at }) => at > this.#read);
    const key = notifications.map(({ notificationId, preview }) => notificationId + preview).join('\n');
    if (key === this.#shown) return;
    this.#shown = key;
    byId('notifications-empty').hidden = notifications.length > 0;
    byId('notifications-list').replaceChildren(...notifications.map(item));
  }
}

function item({ room, sender, preview, at }) {
  const when = new Date(at);
  return h('li', {},
    h('a', { href: `#/${encodeURIComponent(room)}` },
      h('span', { class: 'notification-head' },
        h('strong', {}, h('bdi', {}, sender)), ' in ', room, ' ',
        h('time', { datetime: when.toISOString(), title: fullTime(when) }, clock(when))),
      h('span', { class: 'notification-text', dir: 'auto' }, shorten(preview ?? '', PREVIEW))));
}
