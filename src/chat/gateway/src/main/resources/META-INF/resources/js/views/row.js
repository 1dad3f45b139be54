// One message as a list item.

import { h } from '../dom.js';
import { clock, dayOf, fullTime, hue, initials } from '../format.js';

const TOGETHER_MS = 5 * 60_000;
const LONG_CHARS = 1200;
const LONG_LINES = 15;

/** Returns the list item of a message as `user` sees it. `previous` is the message before it; undefined if unknown. */
export function messageRow(message, previous, user) {
  const at = new Date(message.sentAt);
  const before = previous && new Date(previous.sentAt);
  const newDay = !before || dayOf(before) !== dayOf(at);
  const goesOn = !newDay && previous.sender === message.sender && at - before < TOGETHER_MS;
  const own = message.sender === user;
  return h('li', { class: classes({ message: true, own, first: !goesOn }), data: { seq: message.seq } },
    newDay ? h('p', { class: 'day' }, h('span', {}, dayOf(at))) : null,
    h('div', { class: 'message-line' },
      h('span', { class: 'avatar', data: { hue: hue(message.sender) }, 'aria-hidden': 'true' },
        goesOn ? '' : initials(message.sender)),
      h('div', { class: 'bubble' },
        h('p', { class: goesOn || own ? 'sender hidden' : 'sender' }, h('bdi', {}, message.sender)),
        message.redacted ? removed(message.reasons) : textOf(message.text, user),
        h('time', { datetime: message.sentAt, title: fullTime(at) }, clock(at)))));
}

/** Returns a message's text, only ever as text nodes, with mentions of the user marked. */
export function textOf(text, user) {
  const paragraph = h('p', { class: 'text', dir: 'auto' }, ...marked(text, user));
  const long = text.length > LONG_CHARS || text.split('\n', LONG_LINES + 1).length > LONG_LINES;
  return long ? clamped(paragraph) : paragraph;
}

function removed(reasons = []) {
  const why = reasons.length ? ` (${reasons.join('; ')})` : '';
  return h('p', { class: 'text removed' }, `Message removed${why}`);
}

function marked(text, user) {
  const mention = new RegExp(`(@${user.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})(?![\\p{L}\\p{N}_-])`, 'giu');
  return text.split(mention).map((part, i) => (i % 2 ? h('mark', {}, part) : part));
}

function clamped(paragraph) {
  paragraph.classList.add('clamped');
  const more = h('button', { type: 'button', class: 'quiet small', 'aria-expanded': 'false' }, 'Show all');
  more.addEventListener('click', () => {
    const open = paragraph.classList.toggle('clamped') === false;
    more.setAttribute('aria-expanded', String(open));
    more.textContent = open ? 'Show less' : 'Show all';
  });
  return h('div', {}, paragraph, more);
}

function classes(flags) {
  return Object.keys(flags).filter((name) => flags[name]).join(' ');
}
