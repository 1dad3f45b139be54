// The form in which messages are written.

import { byId, setText } from '../dom.js';

const MOST_BYTES = 8192;
const TELL_FROM = 7000;
const encoder = new TextEncoder();

export class ComposerView {
  #form = byId('composer');
  #text = byId('composer-text');
  #chat;
  #messages;
  #room = null;
  #drafts = new Map();

  constructor(chat, messages) {
    this.#chat = chat;
    this.#messages = messages;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#post();
    });
    this.#text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#post();
    });
    this.#text.addEventListener('input', () => this.#changed());
    byId('skip').addEventListener('click', (event) => {
      event.preventDefault();
      this.#text.focus();
    });
  }

  render({ current, outbox }) {
    if (current?.room !== this.#room) this.#open(current?.room ?? null);
    this.#form.hidden = !current || current.state === 'refused';
    setText(byId('composer-note'), this.#note(outbox));
  }

  #open(room) {
    if (this.#room) this.#drafts.set(this.#room, this.#text.value);
    this.#room = room;
    this.#text.value = this.#drafts.get(room) ?? '';
    this.#text.placeholder = room ? `Message to ${room}` : '';
    this.#form.hidden = !room;
    this.#grow();
    if (room && matchMedia('(hover: hover)').matches) this.#text.focus();
  }

  #post() {
    const text = this.#text.value.trim();
    if (!text || !this.#room || this.#bytes() > MOST_BYTES) return;
    this.#chat.post(text);
    this.#text.value = '';
    this.#changed();
    this.#messages.toEnd();
    this.#text.focus();
  }

  #changed() {
    this.#grow();
    this.#text.setAttribute('aria-invalid', String(this.#bytes() > MOST_BYTES));
    setText(byId('composer-note'), this.#note(this.#chat.outbox));
  }

  #note({ pausedBecause }) {
    const bytes = this.#bytes();
    if (bytes > MOST_BYTES) return `Too long: ${bytes.toLocaleString()} of ${MOST_BYTES.toLocaleString()} bytes.`;
    if (pausedBecause) return `${pausedBecause} Your messages wait and are sent in a moment.`;
    return bytes > TELL_FROM ? `${bytes.toLocaleString()} of ${MOST_BYTES.toLocaleString()} bytes.` : '';
  }

  #bytes() {
    return encoder.encode(this.#text.value.trim()).length;
  }

  /** Makes the field as high as its text, up to the maximum in the style sheet. */
  #grow() {
    this.#text.rows = Math.min(8, Math.max(1, this.#text.value.split('\n').length));
  }
}
