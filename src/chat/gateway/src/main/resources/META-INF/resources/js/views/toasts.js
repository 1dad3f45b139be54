// Short messages at the edge of the page. They are announced politely, and stay while the user looks at them.

import { byId, h } from '../dom.js';
import { shorten } from '../format.js';

const SHOWN_MS = 7_000;
const MOST = 3;

export class Toasts {
  #place = byId('toasts');

  error(text) {
    this.#show(h('div', { class: 'toast error' }, h('p', {}, text)));
  }

  info(text) {
    this.#show(h('div', { class: 'toast' }, h('p', {}, text)));
  }

  /** Shows a notification, unless the user is looking at its room. */
  notification({ sender, room, preview }, currentRoom) {
    if (room === currentRoom && !document.hidden) return;
    this.#show(h('div', { class: 'toast' },
      h('p', {}, h('a', { href: `#/${encodeURIComponent(room)}` }, h('bdi', {}, sender), ` in ${room}`)),
      h('p', { dir: 'auto' }, shorten(preview ?? '', 100))));
  }

  #show(toast) {
    const close = () => toast.remove();
    let timer = setTimeout(close, SHOWN_MS);
    const stay = () => clearTimeout(timer);
    const go = () => {
      stay();
      timer = setTimeout(close, SHOWN_MS);
    };
    toast.append(h('button', { type: 'button', class: 'icon', title: 'Dismiss', on: { click: close } }, dismiss()));
    for (const event of ['pointerenter', 'focusin']) toast.addEventListener(event, stay);
    for (const event of ['pointerleave', 'focusout']) toast.addEventListener(event, go);
    this.#place.append(toast);
    while (this.#place.children.length > MOST) this.#place.firstChild.remove();
  }
}

const dismiss = () => h('span', { 'aria-label': 'Dismiss', role: 'img' }, '×');
