// The messages of one room in memory: a stretch of `seq` without gaps, each message once.

const KEPT_REDACTIONS = 1000;

export class RoomLog {
  #messages = [];
  #early = new Map();
  #redactions = new Map();
  #changed = new Set();

  /** The `seq` of the first message held; one more than `last` when there is none. */
  get first() {
    return this.#messages.length ? this.#messages[0].seq : 1;
  }

  /** The `seq` of the last message held, 0 when there is none. */
  get last() {
    return this.#messages.length ? this.#messages.at(-1).seq : 0;
  }

  get size() {
    return this.#messages.length;
  }

  /** The message with this `seq`, or undefined. */
  at(seq) {
    return this.#messages[seq - this.first];
  }

  /** Holds these messages only, which follow each other. */
  reset(messages) {
    this.#messages = messages.map((message) => this.#known(message));
    this.#changed.clear();
    this.#takeEarly();
  }

  /**
   * Adds a later message. Returns the messages that took their place by it: none when it is known, several when it was
   * the one that others waited for. Returns null when messages before it are missing; it is kept until they come.
   */
  add(message) {
    if (message.seq <= this.last) return [];
    if (message.seq > this.last + 1) {
      this.#early.set(message.seq, message);
      return null;
    }
    const size = this.size;
    this.#messages.push(this.#known(message));
    this.#takeEarly();
    return this.#messages.slice(size);
  }

  /** Adds messages that come right before the first one; others are left out. */
  prepend(messages) {
    const before = messages.filter(({ seq }) => seq < this.first).map((message) => this.#known(message));
    if (before.length && before.at(-1).seq === this.first - 1) this.#messages.unshift(...before);
  }

  /** Takes the text of a message away, now or when it comes. */
  redact(seq, reasons = []) {
    this.#redactions.set(seq, reasons);
    if (this.#redactions.size > KEPT_REDACTIONS) this.#redactions.delete(this.#redactions.keys().next().value);
    const index = seq - this.first;
    if (!this.#messages[index] || (this.#messages[index].redacted && !reasons.length)) return;
    this.#messages[index] = this.#known(this.#messages[index]);
    this.#changed.add(seq);
  }

  /** The `seq` of messages that changed since the last call. */
  takeChanged() {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** Forgets the oldest messages beyond `limit`. */
  trim(limit) {
    if (this.size > limit) this.#messages.splice(0, this.size - limit);
  }

  #takeEarly() {
    for (let next; (next = this.#early.get(this.last + 1)); ) this.#messages.push(this.#known(next));
    for (const seq of this.#early.keys()) if (seq <= this.last) this.#early.delete(seq);
  }

  #known(message) {
    const reasons = message.reasons ?? this.#redactions.get(message.seq);
    if (!message.redacted && !this.#redactions.has(message.seq)) return message;
    return { ...message, text: '', redacted: true, reasons: this.#redactions.get(message.seq) ?? reasons ?? [] };
  }
}
