// One room as its member sees it: its last messages, then every later one, across lost connections.

import { Activity } from './activity.js';
import { lastMessages } from './history.js';
import { RoomLog } from './store.js';

const FIRST_PAGE = 100;
const EARLIER_PAGE = 200;
const LARGEST_PAGE = 1000;
const RETRY_MS = 3_000;

/** States: `new`, `loading`, `ready`, `failed` (tries again), `refused` (not a member). */
export class RoomFeed {
  #parts;
  #joined = false;
  #loading = null;
  #filling = false;
  #fetchingEarlier = false;
  #seenKey;

  log = new RoomLog();
  activity = new Activity();
  state = 'new';
  error = '';
  members = null;

  /**
   * `send(frame)` returns false without a connection; `arrived(message)` follows each message, `changed()` each change.
   */
  constructor(room, user, { api, send, arrived, changed, storage = localStorage }) {
    this.room = room;
    this.#parts = { api, send, arrived, changed, storage };
    this.#seenKey = `baton.seen.${encodeURIComponent(user)}.${room}`;
    this.seen = Number(storage.getItem(this.#seenKey)) || 0;
  }

  get unread() {
    return Math.max(0, this.log.last - this.seen);
  }

  /** Marks all messages as seen. */
  markSeen() {
    if (this.seen === this.log.last) return;
    this.seen = this.log.last;
    this.#parts.changed();
  }

  /** Saves how far the user has read. Called rarely enough to be cheap. */
  keepSeen() {
    if (this.seen) this.#parts.storage.setItem(this.#seenKey, this.seen);
  }

  /**
   * Loads the room unless it is loaded, and joins it for all later messages. The gateway also answers with the messages
   * that were redacted in the meantime.
   */
  async join() {
    if (this.state === 'refused' || this.#joined) return;
    if (this.state !== 'ready') await (this.#loading ??= this.#load());
    if (this.state !== 'ready' || this.#joined) return;
    this.#joined = this.#parts.send({ type: 'join', room: this.room, after: this.log.last });
  }

  disconnected() {
    this.#joined = false;
  }

  message(message) {
    const added = this.log.add(message);
    if (!added) return this.#fill();
    for (const each of added) {
      this.activity.count(each);
      this.#parts.arrived(each);
    }
    return this.#parts.changed();
  }

  redacted({ seq, reasons }) {
    this.log.redact(seq, reasons);
    this.#parts.changed();
  }

  /** Loads the messages before the first one held. */
  async earlier() {
    if (this.#fetchingEarlier || this.log.first === 1) return;
    this.#fetchingEarlier = true;
    try {
      const after = Math.max(0, this.log.first - 1 - EARLIER_PAGE);
      this.log.prepend(await this.#page(after, this.log.first - 1 - after));
      this.#parts.changed();
    } catch (failure) {
      this.error = failure.message;
    } finally {
      this.#fetchingEarlier = false;
    }
  }

  async #load() {
    this.#become('loading');
    try {
      const messages = await lastMessages((after, limit) => this.#page(after, limit), FIRST_PAGE, this.seen);
      this.log.reset(messages);
      this.activity.start(messages);
      messages.forEach(this.#parts.arrived);
      if (!this.seen || this.seen > this.log.last) this.seen = this.log.last;
      this.#become('ready');
    } catch (failure) {
      this.#failed(failure);
    } finally {
      this.#loading = null;
    }
  }

  #failed(failure) {
    this.error = failure.message;
    this.#become(failure.status === 403 || failure.status === 404 ? 'refused' : 'failed');
    if (this.state === 'failed') setTimeout(() => this.join(), (failure.retryAfter * 1000) || RETRY_MS);
  }

  /** Loads the messages that are missing before a message that came too early. */
  async #fill() {
    if (this.#filling) return;
    this.#filling = true;
    try {
      (await this.#page(this.log.last, LARGEST_PAGE)).forEach((message) => this.message(message));
    } catch {
      // The next message that comes too early, or the next connection, tries again.
    } finally {
      this.#filling = false;
    }
  }

  #page(after, limit) {
    return this.#parts.api.history(this.room, after, limit);
  }

  #become(state) {
    this.state = state;
    this.#parts.changed();
  }
}
