// Messages that are being sent. Each is kept in localStorage under its messageId until the gateway has accepted it.
// After a lost connection it is sent again under the same messageId, so that it takes effect once.

const PREFIX = 'baton.outbox';
const ANSWER_MS = 10_000;
const RESENT_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Sends one message at a time and waits for its answer, so that messages are posted in the order in which they were
 * written, even if the gateway refuses one because of its rate and accepts the next.
 * States of an entry: `waiting`, `sending`, `accepted` (until the message itself comes back), `failed`.
 */
export class Outbox {
  #prefix;
  #parts;
  #entries = [];
  #send = null;
  #answerTimer;
  #pauseTimer;
  #pauses = 0;
  #lastOrder = 0;

  /** Why sending is paused, as text for people; empty if it is not paused. */
  pausedBecause = '';

  /** `changed()` is called after each change, `stalled()` if the gateway doesn't answer. */
  constructor(user, { changed, stalled }, parts = {}) {
    this.#prefix = `${PREFIX}.${encodeURIComponent(user)}.`;
    this.#parts = { changed, stalled, storage: localStorage, now: Date.now, newId, ...parts };
    this.#entries = this.#load();
  }

  /** Returns the room's entries in the order in which they were written. */
  of(room) {
    return this.#entries.filter((entry) => entry.room === room);
  }

  /** The number of messages that still wait to be accepted. */
  get unsent() {
    return this.#entries.filter(({ state }) => state === 'waiting' || state === 'sending').length;
  }

  add(room, text) {
    this.#lastOrder = Math.max(this.#parts.now(), this.#lastOrder + 1);
    const entry = { messageId: this.#parts.newId(), room, text, order: this.#lastOrder, state: 'waiting' };
    this.#entries.push(entry);
    this.#keep(entry);
    this.#pump();
    this.#parts.changed();
    return entry;
  }

  /** Uses a new connection: `send(frame)` sends over it. A message that was being sent is sent again. */
  connected(send) {
    this.#send = send;
    this.#resume();
  }

  disconnected() {
    this.#send = null;
    clearTimeout(this.#answerTimer);
    this.#takeBack();
    this.#parts.changed();
  }

  accepted(messageId) {
    const entry = this.#find(messageId);
    if (!entry || entry.state === 'accepted') return;
    clearTimeout(this.#answerTimer);
    this.#pauses = 0;
    entry.state = 'accepted';
    this.#forget(entry);
    if (entry.again) setTimeout(() => this.#remove(entry), RESENT_MS);
    this.#pump();
    this.#parts.changed();
  }

  /** Removes a message from the outbox, because it is in its room. */
  arrived(messageId) {
    const entry = this.#find(messageId);
    if (!entry) return;
    const wasSending = entry.state === 'sending';
    this.#remove(entry);
    if (wasSending) {
      clearTimeout(this.#answerTimer);
      this.#pump();
    }
  }

  /** Marks a message that the gateway refused permanently. It stays, with the reason, until its author decides. */
  rejected(messageId, reason) {
    const entry = this.#find(messageId);
    if (!entry) return;
    clearTimeout(this.#answerTimer);
    Object.assign(entry, { state: 'failed', reason });
    this.#keep(entry);
    this.#pump();
    this.#parts.changed();
  }

  /** Pauses, because the gateway accepts no messages now. The pause grows with each attempt. */
  pause(reason) {
    clearTimeout(this.#answerTimer);
    clearTimeout(this.#pauseTimer);
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#pauses++);
    this.#takeBack();
    this.pausedBecause = reason;
    this.#pauseTimer = setTimeout(() => this.#resume(), pause);
    this.#parts.changed();
  }

  /** Sends a refused message again, as the newest. */
  retry(messageId) {
    const entry = this.#find(messageId);
    if (entry?.state !== 'failed') return;
    this.#remove(entry);
    this.add(entry.room, entry.text);
  }

  discard(messageId) {
    const entry = this.#find(messageId);
    if (entry) this.#remove(entry);
  }

  /** Queues unanswered messages again. One that is already in the room does not come back after it is accepted. */
  #takeBack() {
    for (const entry of this.#entries) if (entry.state === 'sending') Object.assign(entry, { state: 'waiting', again: true });
  }

  #resume() {
    clearTimeout(this.#pauseTimer);
    this.pausedBecause = '';
    this.#pump();
    this.#parts.changed();
  }

  #pump() {
    if (!this.#send || this.pausedBecause || this.#entries.some(({ state }) => state === 'sending')) return;
    const next = this.#entries.find(({ state }) => state === 'waiting');
    if (!next) return;
    const { room, messageId, text } = next;
    if (!this.#send({ type: 'post', room, messageId, text })) return;
    next.state = 'sending';
    this.#answerTimer = setTimeout(this.#parts.stalled, ANSWER_MS);
  }

  #find(messageId) {
    return this.#entries.find((entry) => entry.messageId === messageId);
  }

  #remove(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#forget(entry);
    this.#parts.changed();
  }

  /** Stores each message under its own key, so that two tabs of one user don't overwrite each other's messages. */
  #keep({ messageId, room, text, order, state, reason }) {
    const kept = { messageId, room, text, order, state: state === 'failed' ? state : 'waiting', reason };
    try {
      this.#parts.storage.setItem(this.#prefix + messageId, JSON.stringify(kept));
    } catch {
      // The storage is full or not allowed. The message is still sent from memory.
    }
  }

  #forget({ messageId }) {
    this.#parts.storage.removeItem(this.#prefix + messageId);
  }

  #load() {
    const { storage } = this.#parts;
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i));
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => ({ ...JSON.parse(storage.getItem(key)), again: true }))
      .sort((a, b) => a.order - b.order);
  }
}

/** Returns a UUID of version 7: the time in milliseconds, and 74 random bits. The inbox is faster for ids with a time. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 256 ** (5 - i)) % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
