// Finds events, and shows the timeline of a chain.

import { get, post } from '../api.js';
import { button, facts, field, h } from '../dom.js';
import { relative, time } from '../format.js';
import { attempt, loading, to, toast } from '../page.js';
import { table } from '../table.js';

const FILTERS = { event: 'Event id', correlation: 'Correlation id', key: 'Key', type: 'Type' };

export function eventsView({ parameters }) {
  const correlation = parameters.get('correlation');
  const found = loading('Found', () => search(parameters));
  const content = [searchForm(parameters)];
  if (correlation) {
    const chain = loading(`Timeline of ${correlation}`, () => timeline(correlation));
    chain.refresh();
    content.push(chain.element);
  } else {
    found.refresh();
    content.push(found.element);
  }
  return { title: 'Events', content };
}

function searchForm(parameters) {
  const inputs = Object.entries(FILTERS).map(([name, label]) => [name, label, h('input', { autocomplete: 'off', value: parameters.get(name) ?? '' })]);
  const times = ['from', 'to'].map((name) => [name, name === 'from' ? 'From' : 'Until',
    h('input', { type: 'datetime-local', step: 1, value: local(parameters.get(name)) })]);
  const submit = (event) => {
    event.preventDefault();
    const chosen = Object.fromEntries(inputs.map(([name, , input]) => [name, input.value.trim()]));
    for (const [name, , input] of times) chosen[name] = input.value && new Date(input.value).toISOString();
    location.hash = to('events', chosen);
  };
  return h('form', { class: 'card', on: { submit } },
    h('div', { class: 'fields' }, [...inputs, ...times].map(([, label, input]) => field(label, input))),
    h('div', { class: 'buttons' }, h('button', { class: 'primary' }, 'Search'), h('a', { href: to('events') }, 'Latest')));
}

function local(text) {
  if (!text) return '';
  const date = new Date(text);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

async function search(parameters) {
  const query = Object.fromEntries(parameters);
  const { entries, next, off } = await get('/events', query);
  return [
    off ? h('p', { class: 'warn' }, off) : null,
    table('Events', [
      { name: 'When', cell: ({ at }) => h('span', { title: at }, relative(at)) },
      { name: 'Type', head: true, cell: ({ event }) => event.type },
      { name: 'Event', cell: ({ event }) => h('a', { href: to('events', { correlation: event.correlationId }) }, event.id) },
      { name: 'Key', cell: ({ event }) => event.key },
      { name: 'Function', cell: (entry) => entry.function ?? '(stored)' },
      { name: 'State', cell: (entry) => stateText(entry) },
      { name: 'Process', cell: ({ process }) => process },
    ], entries, 'No event matches.'),
    next ? h('a', { href: to('events', { ...query, after: next }) }, 'Earlier') : null,
  ].filter((part) => part);
}

function stateText({ state, error, message }) {
  return [state.replace('_', ' '), error && `${error}: ${message}`].filter((part) => part).join(', ');
}

async function timeline(correlation) {
  const { hops, cut } = await get('/timeline', { correlation });
  if (hops.length === 0) return [h('p', { class: 'muted' }, 'Nothing is known of this chain.')];
  const depths = new Map();
  const depthOf = ({ event }) => {
    const depth = event.causationId && depths.has(event.causationId) ? depths.get(event.causationId) + 1 : 0;
    if (!depths.has(event.id)) depths.set(event.id, depth);
    return Math.min(4, depths.get(event.id));
  };
  return [
    h('ol', { class: 'timeline' }, hops.map((one) => hop(one, depthOf(one)))),
    cut ? h('p', { class: 'warn' }, 'The chain has more hops, which are not shown.') : null,
  ].filter((part) => part);
}

function hop(one, depth) {
  const { event, times, state, attempts, record, deadLetter } = one;
  const data = h('div', {});
  const show = button('Show data', () => attempt(async () => {
    const { data: text } = await get('/events/data', { place: one.place });
    data.replaceChildren(h('pre', { tabindex: 0, 'aria-label': 'Data' }, text ?? 'The data is not known any longer, or hidden by a setting.'));
  }), 'quiet');
  return h('li', { class: `hop depth-${depth}`, data: { state } },
    h('h3', {}, `${event.type}${one.function ? ` → ${one.function}` : ''}`),
    facts([
      ['State', state.replace('_', ' ')], ['Event', event.id], ['Key', event.key],
      ['Stored', shown(times.stored)], ['Due', shown(times.dueAt)], ['Published', shown(times.published)],
      ['Received', shown(times.received)], ['Ended', shown(times.ended)],
      ['Record', record && `${record.topic}, partition ${record.partition}, offset ${record.offset}`],
    ]),
    attempts.length ? h('ul', {}, attempts.map(({ at, process, number, state: then, error, message }) => h('li', {},
      `${time(at)}: ${then.replace('_', ' ')}, attempt ${number}, ${process}${error ? `, ${error}: ${message}` : ''}`))) : null,
    h('div', { class: 'buttons' }, show, deadLetter ? letterLinks(deadLetter) : null),
    data);
}

function letterLinks({ id, state }) {
  const link = h('a', { href: to('letter', { id }) }, `Dead letter ${id}, ${state}`);
  if (state !== 'open') return [link];
  const replay = button('Replay', () => attempt(async () => {
    const { changed } = await post('/letters/replay', { ids: [id] });
    toast(changed ? 'Replayed.' : 'It was not open, so nothing was done.');
    replay.disabled = true;
  }), 'primary');
  return [replay, link];
}

function shown(at) {
  return at ? `${time(at)} (${relative(at)})` : null;
}
