// The number of messages in a room in each window of time: as the platform counted them, or as this page counts them
// until the platform has.

const MINUTE_MS = 60_000;
const KEPT = 120;

export class Activity {
  #width = MINUTE_MS;
  #closed = new Map();
  #open = new Map();
  #completeFrom = 0;

  /** Counts the messages that a room was opened with. Windows that began before the first of them are incomplete. */
  start(messages) {
    const [first] = messages;
    this.#completeFrom = !first || first.seq === 1 ? 0 : Date.parse(first.sentAt);
    this.#open.clear();
    messages.forEach((message) => this.count(message));
  }

  count({ sentAt, sender }) {
    const start = this.#windowOf(Date.parse(sentAt));
    const window = this.#open.get(start) ?? { messages: 0, senders: new Set() };
    window.messages++;
    window.senders.add(sender);
    this.#open.set(start, window);
    keepNewest(this.#open);
  }

  /** Takes over the platform's own count of a window. */
  close({ windowStart, windowEnd, messages, senders }) {
    const start = Date.parse(windowStart);
    this.#width = Date.parse(windowEnd) - start;
    this.#closed.set(start, { messages, senders });
    keepNewest(this.#closed);
  }

  /**
   * Returns the last `n` windows, oldest first, as `{start, end, messages, senders, closed}`; messages is null if
   * unknown.
   */
  windows(n, now = Date.now()) {
    const newest = this.#windowOf(now);
    return Array.from({ length: n }, (_, i) => this.#window(newest - (n - 1 - i) * this.#width, newest));
  }

  #window(start, newest) {
    const end = start + this.#width;
    const closed = this.#closed.get(start);
    if (closed) return { start, end, ...closed, closed: true };
    if (start < this.#completeFrom && start !== newest) return { start, end, messages: null, senders: null, closed: false };
    const open = this.#open.get(start);
    return { start, end, messages: open?.messages ?? 0, senders: open?.senders.size ?? 0, closed: false };
  }

  #windowOf(at) {
    return Math.floor(at / this.#width) * this.#width;
  }
}

function keepNewest(windows) {
  if (windows.size > KEPT) windows.delete(Math.min(...windows.keys()));
}
