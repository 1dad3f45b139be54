// One dead letter: its failure, its event, and what to do with it.

import { get, post } from '../api.js';
import { button, facts, field, h } from '../dom.js';
import { bytes, pretty, time } from '../format.js';
import { agree, attempt, card, loading, to, toast } from '../page.js';
import { operationsTable } from './letters.js';

export function letterView({ parameters }) {
  const id = parameters.get('id');
  const letter = loading('Event', async (refresh) => {
    const shown = await get(`/letters/${id}`);
    return [...parts(shown, refresh)];
  });
  letter.refresh();
  return {
    title: `Dead letter ${id}`,
    content: [h('p', { class: 'crumb' }, h('a', { href: to('letters') }, 'All groups')), letter.element],
  };
}

function parts(letter, refresh) {
  const act = (operation, done) => async () => {
    if (operation === 'discard' && !await agree('Discard?', 'The event will never be handled. The record stays.', 'Discard')) return;
    await attempt(async () => {
      const { changed } = await post(`/letters/${operation}`, { ids: [letter.id] });
      toast(changed ? done : 'It was not open, so nothing was done.');
    });
    refresh();
  };
  const open = letter.state === 'open';
  const correlation = letter.attributes.correlationid ?? letter.eventId;
  return [
    h('div', { class: 'buttons' }, open ? [
      button('Replay', act('replay', 'Replayed.'), 'primary'),
      button('Discard', act('discard', 'Discarded.'), 'danger')] : [],
    h('a', { href: to('events', { correlation }) }, 'Timeline')),
    facts([
      ['State', letter.state], ['Function', letter.function], ['Failure', `${letter.error}: ${letter.message}`],
      ['Attempts', String(letter.attempts)], ['First failure', time(letter.firstFailedAt)],
      ['Last failure', time(letter.lastFailedAt)], ['From', letter.origin],
    ]),
    h('h3', {}, 'Stack'), h('pre', { tabindex: 0, 'aria-label': 'Stack' }, letter.stack),
    h('h3', {}, 'Attributes'), facts(Object.entries(letter.attributes)),
    h('h3', {}, `Data, ${bytes(letter.bytes)}`), ...data(letter),
    open && letter.data !== undefined && letter.dataWhole ? editor(letter, refresh) : null,
    h('h3', {}, 'Who did what'), operationsTable(letter.operations),
  ].filter((part) => part);
}

function data({ dataHidden, dataWhole, data: text, dataBase64 }) {
  if (dataHidden) return [h('p', { class: 'muted' }, 'The console does not show data here (baton.console.show-data=false).')];
  return [
    dataWhole ? null : h('p', { class: 'warn' }, 'Only the beginning is shown. Edit it with ./baton dead-letters.'),
    h('pre', { tabindex: 0, 'aria-label': 'Data' }, text === undefined ? `base64: ${dataBase64}` : dataWhole ? pretty(text) : text),
  ];
}

function editor(letter, refresh) {
  const text = h('textarea', { rows: 10, spellcheck: 'false', id: 'edited' });
  text.value = pretty(letter.data);
  const result = h('p', { role: 'status' });
  const tell = (problem) => {
    result.className = problem ? 'error' : 'good';
    result.textContent = problem || 'The function can read this data, and it is valid.';
    text.setAttribute('aria-invalid', String(Boolean(problem)));
  };
  const checkIt = () => attempt(async () => tell((await post(`/letters/${letter.id}/check`, { data: text.value })).problem));
  const send = async () => {
    try {
      const { changed, eventId } = await post(`/letters/${letter.id}/edit`, { data: text.value });
      toast(changed ? `Replayed as event ${eventId}.` : 'It was not open, so nothing was done.');
      refresh();
    } catch (failure) {
      if (failure.name !== 'ApiError') throw failure;
      tell(failure.message);
    }
  };
  return card('Edit and replay', [button('Check', checkIt), button('Replay with this data', send, 'primary')],
    field('New data (JSON)', text, 'It gets an id of its own, and the old one as its causation id.'), result);
}
