// The user's own messages that are not in the room yet, below those that are.

import { byId, h } from '../dom.js';
import { count } from '../format.js';
import { textOf } from './row.js';

const SHOWN = 50;
const STATES = { waiting: 'Waiting to be sent', sending: 'Sending…', accepted: 'Sent' };

export class PendingView {
  #list = byId('pending-list');
  #messages;
  #chat;
  #shown = '';

  constructor(chat, messages) {
    this.#chat = chat;
    this.#messages = messages;
  }

  render({ current, outbox, user }) {
    const entries = current ? outbox.of(current.room) : [];
    const key = entries.map(({ messageId, state, reason }) => `${messageId} ${state} ${reason}`).join('\n');
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(...entries.slice(0, SHOWN).map((entry) => this.#row(entry, user)));
    if (entries.length > SHOWN) {
      this.#list.append(h('li', { class: 'hint' }, `and ${count(entries.length - SHOWN, 'more message')}`));
    }
  }

  #row(entry, user) {
    return h('li', { class: 'message own first pending', data: { state: entry.state, messageId: entry.messageId } },
      h('div', { class: 'message-line' },
        h('div', { class: 'bubble' },
          h('p', { class: 'sender hidden' }, user),
          textOf(entry.text, user),
          entry.state === 'failed' ? this.#failed(entry) : h('span', { class: 'state' }, STATES[entry.state]))));
  }

  #failed({ messageId, reason }) {
    const act = (work) => () => {
      work();
      byId('composer-text').focus();
      this.#messages.toEnd();
    };
    return h('div', { class: 'failed' },
      h('p', {}, `Not sent: ${reason}`),
      h('button', { type: 'button', class: 'quiet small', on: { click: act(() => this.#chat.outbox.retry(messageId)) } }, 'Send again'),
      h('button', { type: 'button', class: 'quiet small', on: { click: act(() => this.#chat.outbox.discard(messageId)) } }, 'Discard'));
  }
}
