// The messages of the current room. The document contains only a window of them, however many there are. The window
// follows the end while the reader is there, stays where the reader has scrolled to, and moves when the reader nears
// its edges.

import { byId, setText } from '../dom.js';
import { count } from '../format.js';
import { Announcer } from './announcer.js';
import { messageRow } from './row.js';

const MOST_ROWS = 600;
const AFTER_TRIM = 400;
const PAGE = 100;
const EDGE_PX = 600;
const AT_END_PX = 4;
const MOST_MESSAGES = 20_000;

export class MessagesView {
  #scroller = byId('messages');
  #list = byId('messages-list');
  #jump = byId('messages-jump');
  #announcer = new Announcer(byId('messages-announcer'));
  #rows = new Map();
  #feed = null;
  #user = '';
  #from = 1;
  #to = 0;
  #following = true;
  #lastTop = 0;
  #leftAt = 0;

  constructor() {
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#jump.addEventListener('click', () => {
      this.toEnd();
      this.#scroller.focus();
    });
    const resized = new ResizeObserver(() => this.#stick());
    for (const element of [this.#scroller, byId('pending-list')]) resized.observe(element);
  }

  render({ current, user, roomsLoaded }) {
    if (current !== this.#feed) this.#open(current, user);
    this.#note(current, roomsLoaded);
    if (!current) return;
    this.#replaceChanged();
    const news = this.#grow();
    if (!document.hidden) this.#announcer.heard(news.filter(({ sender }) => sender !== user));
    if (this.#following && !document.hidden && document.hasFocus()) current.markSeen();
    this.#showJump();
  }

  /** Scrolls to the newest message and follows new ones. */
  toEnd() {
    this.#following = true;
    if (this.#feed && this.#to < this.#feed.log.last) this.#restart();
    this.#stick();
    this.#showJump();
  }

  #open(feed, user) {
    this.#feed = feed;
    this.#user = user;
    this.#following = true;
    this.#announcer.reset();
    this.#restart();
    this.#scroller.setAttribute('aria-label', feed ? `Messages in ${feed.room}` : 'Messages');
    setText(byId('room-title'), feed?.room ?? 'Welcome');
    byId('room-add').hidden = !feed;
  }

  #note(feed, roomsLoaded) {
    const members = feed?.members ? count(feed.members.length, 'member') : '';
    setText(byId('room-members'), members);
    byId('room-members').title = feed?.members?.join(', ') ?? '';
    setText(byId('messages-note'), noteOf(feed, roomsLoaded));
  }

  /** Rebuilds the window at the end of the log. */
  #restart() {
    this.#rows.clear();
    this.#list.replaceChildren();
    const { log } = this.#feed ?? {};
    this.#from = log ? Math.max(log.first, log.last - AFTER_TRIM / 2 + 1) : 1;
    this.#to = this.#from - 1;
    if (log) this.#append(log.last);
    this.#stick();
  }

  #replaceChanged() {
    for (const seq of this.#feed.log.takeChanged()) this.#replace(seq);
  }

  /** Shows the messages that arrived since the last frame, and returns them. */
  #grow() {
    const { log } = this.#feed;
    if (!this.#rows.size && log.size) {
      this.#restart();
      return [];
    }
    if (this.#following && log.last - this.#to > MOST_ROWS) this.#restart();
    const before = this.#to;
    const room = this.#following ? Infinity : MOST_ROWS - this.#rows.size;
    this.#append(Math.min(log.last, this.#to + room));
    const news = Array.from({ length: this.#to - before }, (_, i) => log.at(before + 1 + i));
    if (this.#following) {
      this.#trimTop();
      if (log.size > MOST_MESSAGES * 1.1) log.trim(MOST_MESSAGES);
      this.#stick();
    }
    return news;
  }

  #append(last) {
    const rows = [];
    while (this.#to < last) rows.push(this.#row(++this.#to));
    this.#list.append(...rows);
  }

  #row(seq) {
    const { log } = this.#feed;
    const row = messageRow(log.at(seq), log.at(seq - 1), this.#user);
    this.#rows.set(seq, row);
    return row;
  }

  #replace(seq) {
    const old = this.#rows.get(seq);
    if (!old) return;
    this.#keepingPlace(() => old.replaceWith(this.#row(seq)));
  }

  #trimTop() {
    if (this.#rows.size <= MOST_ROWS) return;
    while (this.#rows.size > AFTER_TRIM) this.#drop(this.#from++);
  }

  #trimBottom() {
    while (this.#rows.size > MOST_ROWS) this.#drop(this.#to--);
  }

  #drop(seq) {
    this.#rows.get(seq).remove();
    this.#rows.delete(seq);
  }

  #scrolled() {
    const { scrollTop } = this.#scroller;
    const wasFollowing = this.#following;
    const atEnd = this.#atEnd() && this.#to === (this.#feed?.log.last ?? 0);
    if (atEnd) this.#following = true;
    else if (scrollTop < this.#lastTop - 1) this.#following = false;
    this.#lastTop = scrollTop;
    if (wasFollowing && !this.#following) this.#leftAt = this.#feed.log.last;
    if (this.#feed && !this.#following) this.#moveWindow();
    this.#showJump();
  }

  #moveWindow() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (scrollTop < EDGE_PX) this.#showEarlier();
    else if (scrollHeight - scrollTop - clientHeight < EDGE_PX) this.#showLater();
  }

  async #showEarlier() {
    const feed = this.#feed;
    if (this.#from === feed.log.first) await feed.earlier();
    if (feed !== this.#feed || this.#following || this.#from === feed.log.first) return;
    this.#keepingPlace(() => {
      const first = this.#from;
      this.#from = Math.max(feed.log.first, first - PAGE);
      this.#list.prepend(...Array.from({ length: first - this.#from }, (_, i) => this.#row(this.#from + i)));
      this.#replaceRow(first);
      this.#trimBottom();
    });
  }

  #showLater() {
    const { last } = this.#feed.log;
    if (this.#to === last) return;
    this.#keepingPlace(() => {
      this.#append(Math.min(last, this.#to + PAGE));
      this.#trimTop();
    });
  }

  /** Rebuilds the former first row, now that the message before it is known. */
  #replaceRow(seq) {
    const old = this.#rows.get(seq);
    if (old) old.replaceWith(this.#row(seq));
  }

  /** Changes rows without moving what the reader sees. */
  #keepingPlace(change) {
    if (this.#following) {
      change();
      this.#stick();
      return;
    }
    const seen = this.#firstSeen();
    const before = this.#rows.get(seen)?.offsetTop ?? 0;
    change();
    const after = this.#rows.get(seen)?.offsetTop ?? before;
    this.#scroller.scrollTop += after - before;
    this.#lastTop = this.#scroller.scrollTop;
  }

  /** Returns the `seq` of the first visible row, by binary search. */
  #firstSeen() {
    const { scrollTop } = this.#scroller;
    let [low, high] = [this.#from, this.#to];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { offsetTop, offsetHeight } = this.#rows.get(middle);
      if (offsetTop + offsetHeight > scrollTop) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #atEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight <= AT_END_PX;
  }

  #stick() {
    if (!this.#following) return;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#lastTop = this.#scroller.scrollTop;
  }

  #showJump() {
    const isNew = this.#feed && !this.#following ? this.#feed.log.last - this.#leftAt : 0;
    this.#jump.hidden = this.#following;
    setText(byId('messages-jump-text'), isNew ? count(isNew, 'new message') : 'To the newest');
  }
}

function noteOf(feed, roomsLoaded) {
  if (!feed) return roomsLoaded ? 'Choose a room, or create one.' : 'Loading your rooms…';
  switch (feed.state) {
    case 'new':
    case 'loading': return 'Loading messages…';
    case 'failed': return `${feed.error} Trying again…`;
    case 'refused': return feed.error;
    default: return feed.log.size ? (feed.log.first === 1 ? 'The beginning of this room' : '') : 'Nobody has said anything yet.';
  }
}
