// What waits: retries and parked keys, delayed events, schedules, and requests.

import { get, post } from '../api.js';
import { button, h } from '../dom.js';
import { bytes, number, plural, relative, shortClass } from '../format.js';
import { agree, attempt, loading, to, toast } from '../page.js';
import { table } from '../table.js';

export function waitingView() {
  const parts = [retries(), delayed(), schedules(), requests()];
  for (const { refresh } of parts) refresh();
  return { title: 'Waiting', content: parts.map(({ element }) => element) };
}

const when = (time) => (time ? h('span', { title: time }, relative(time)) : '');

/** Creates a button that sends a change and then loads the list again. */
function act(text, path, body, done, refresh, question) {
  return button(text, async () => {
    if (question && !await agree(`${text}?`, question, text)) return;
    await attempt(async () => toast((await post(path, body)).changed ? done : 'It was no longer waiting, so nothing was done.'));
    refresh();
  }, question ? 'danger' : '');
}

function retries() {
  return loading('Retries and parked keys', async (refresh) => {
    const { retries: all, more } = await get('/waiting/retries');
    return [h('p', { class: 'hint' }, `The first waiting event of each key, with the events parked behind it.${more ? ' Only the first 100 are shown.' : ''}`),
      table('Events that wait in the retry table', [
        { name: 'Function', head: true, cell: (one) => one.function },
        { name: 'Key', cell: (one) => one.key ?? '(none)' },
        { name: 'Event', cell: (one) => one.eventId },
        { name: 'Waits for', cell: waitsFor },
        { name: 'Attempts', kind: 'number', cell: (one) => number(one.attempts) },
        { name: 'Failure', cell: (one) => (one.error ? `${shortClass(one.error)}: ${one.message}` : '') },
        { name: 'Since', cell: (one) => when(one.since) },
        { name: 'Parked behind', cell: (one) => behind(one) },
        { name: 'Do', kind: 'tools', cell: (one) => (one.held || one.attempts === 0 ? ''
          : act('Try now', `/waiting/retries/${one.id}/now`, {}, 'It is due now.', refresh)) },
      ], all, 'Nothing waits in the retry table.')];
  });
}

function waitsFor({ held, deadLetter, needsType, dueAt }) {
  if (held) return deadLetter ? h('a', { href: to('letter', { id: deadLetter }) }, `a person: dead letter ${deadLetter}`) : 'a person';
  if (needsType) return `a process that knows ${needsType}`;
  return h('span', { title: dueAt }, `its next attempt, ${relative(dueAt)}`);
}

function behind({ behind: count, function: name, key }) {
  if (count === 0) return 'nothing';
  const list = h('div', {});
  const open = button(plural(count, 'event') + (count === 1000 ? ' or more' : ''), () => attempt(async () => {
    const { events, more } = await get('/waiting/key', { function: name, key });
    list.replaceChildren(h('ol', {}, events.map((event) => h('li', {}, `${event.eventId}, ${relative(event.since)}`))), more ? '… and more' : '');
  }), 'quiet');
  return h('div', {}, open, list);
}

function delayed() {
  return loading('Delayed events', async (refresh) => {
    const { delayed: all, more } = await get('/waiting/delayed');
    return [more ? h('p', { class: 'hint' }, 'Only the first 100 are shown.') : null, table('Delayed events', [
      { name: 'Due', cell: (one) => when(one.dueAt) },
      { name: 'Type', head: true, cell: (one) => one.type },
      { name: 'Key', cell: (one) => one.key },
      { name: 'Event', cell: (one) => one.eventId },
      { name: 'From', cell: (one) => one.source },
      { name: 'Size', cell: (one) => bytes(one.bytes) },
      { name: 'Do', kind: 'tools', cell: (one) => [
        act('Publish now', `/waiting/delayed/${one.position}/now`, {}, 'It is published now.', refresh),
        act('Cancel event', `/waiting/delayed/${one.position}/cancel`, {}, 'It is cancelled.', refresh,
          'The event will never be published, and no record of it is kept.')] },
    ], all, 'No delayed event waits.')].filter((part) => part);
  });
}

function schedules() {
  return loading('Schedules', async (refresh) => {
    const { schedules: all } = await get('/waiting/schedules');
    return [table('Schedules', [
      { name: 'Function', head: true, cell: (one) => one.function },
      { name: 'Cron', cell: (one) => h('code', {}, one.cron) },
      { name: 'Zone', cell: (one) => one.zone },
      { name: 'Next', cell: (one) => when(one.nextAt) },
      { name: 'Last', cell: (one) => when(one.firedAt) || 'never' },
      { name: 'Do', kind: 'tools', cell: (one) => act('Fire now', '/waiting/schedules/fire', { function: one.function }, 'It fires now.', refresh) },
    ], all, 'No function has a schedule.')];
  });
}

function requests() {
  return loading('Open requests of this process', async () => {
    const { requests: all, size } = await get('/waiting/requests');
    return [size > all.length ? h('p', { class: 'hint' }, `${number(all.length)} of ${number(size)} are shown.`) : null, table('Open requests', [
      { name: 'Event', head: true, cell: (one) => one.eventId },
      { name: 'From', cell: (one) => one.source },
      { name: 'Waits for', cell: (one) => one.replyType },
      { name: 'Correlation id', cell: (one) => one.correlationId },
    ], all, 'No request of this process waits for a reply.')].filter((part) => part);
  });
}
