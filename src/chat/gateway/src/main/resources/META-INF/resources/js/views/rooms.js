// The list of rooms, with the number of unread messages in each.

import { byId, h, setText } from '../dom.js';

const MOST = 99;

export class RoomsView {
  #items = new Map();

  render({ feeds, current, roomsLoaded }) {
    const names = [...feeds.keys()];
    if (names.join() !== [...this.#items.keys()].join()) this.#build(names);
    for (const feed of feeds.values()) this.#update(feed, feed === current);
    byId('rooms-empty').hidden = !roomsLoaded || names.length > 0;
    const unread = [...feeds.values()].filter((feed) => feed !== current && feed.unread).length;
    byId('rooms-badge').hidden = unread === 0;
    document.title = `${unread ? '• ' : ''}${current ? `${current.room} – ` : ''}Baton`;
  }

  #build(names) {
    this.#items = new Map(names.map((name) => [name, buildItem(name)]));
    byId('rooms-list').replaceChildren(...[...this.#items.values()].map(({ item }) => item));
  }

  #update({ room, unread }, isCurrent) {
    const { link, badge } = this.#items.get(room);
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    const shown = isCurrent ? 0 : unread;
    badge.hidden = shown === 0;
    setText(badge.firstChild, shown > MOST ? `${MOST}+` : String(shown));
  }
}

function buildItem(name) {
  const badge = h('span', { class: 'badge', hidden: true }, h('span'), h('span', { class: 'hidden' }, ' unread'));
  const link = h('a', { href: `#/${encodeURIComponent(name)}` }, h('span', { class: 'room-name' }, name), badge);
  return { item: h('li', {}, link), link, badge };
}
