// The messages of one room in memory: a range of `seq` without gaps, each message once.

const KEPT_REDACTIONS = 1000;

export class RoomLog {
  #messages = [];
  #early = new Map();
  #redactions = new Map();
  #changed = new Set();

  /** The `seq` of the first message held; one more than `last` if there is none. */
  get first() {
    return this.#messages.length ? this.#messages[0].seq : 1;
  }

  /** The `seq` of the last message held; 0 if there is none. */
  get last() {
    return this.#messages.length ? this.#messages.at(-1).seq : 0;
  }

  get size() {
    return this.#messages.length;
  }

  /** Returns the message with this `seq`, or undefined. */
  at(seq) {
    return this.#messages[seq - this.first];
  }

  /** Replaces the messages held with these, which must be consecutive. */
  reset(messages) {
    this.#messages = messages.map((message) => this.#known(message));
    this.#changed.clear();
    this.#takeEarly();
  }

  /**
   * Adds a later message. Returns the messages that are now in place: none if the message is already known, several if
   * others waited for it. Returns null if messages before it are missing; it is kept until they arrive.
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

  /** Adds messages that directly precede the first one. Others are ignored. */
  prepend(messages) {
    const before = messages.filter(({ seq }) => seq < this.first).map((message) => this.#known(message));
    if (before.length && before.at(-1).seq === this.first - 1) this.#messages.unshift(...before);
  }

  /** Removes the text of a message, now or when it arrives. */
  redact(seq, reasons = []) {
    this.#redactions.set(seq, reasons);
    if (this.#redactions.size > KEPT_REDACTIONS) this.#redactions.delete(this.#redactions.keys().next().value);
    const index = seq - this.first;
    if (!this.#messages[index] || (this.#messages[index].redacted && !reasons.length)) return;
    this.#messages[index] = this.#known(this.#messages[index]);
    this.#changed.add(seq);
  }

  /** Returns the `seq` of each message that changed since the last call. */
  takeChanged() {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** Drops the oldest messages beyond `limit`. */
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
