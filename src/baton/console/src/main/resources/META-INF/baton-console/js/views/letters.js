// Dead letters: their groups, and the letters of one group.

import { get, post } from '../api.js';
import { button, check, h } from '../dom.js';
import { number, plural, relative, shortClass, shortPlace } from '../format.js';
import { agree, attempt, card, loading, to, toast } from '../page.js';
import { table } from '../table.js';
import { redriveForm, redriveList } from './redrive.js';

export function lettersView(context) {
  const { parameters } = context;
  const group = {};
  for (const name of ['function', 'error', 'place']) if (parameters.has(name)) group[name] = parameters.get(name);
  return Object.keys(group).length || parameters.has('state') ? groupView(context, group) : groupsView(context);
}

function groupsView({ live }) {
  const groups = loading('Open, by what failed', async () => {
    const { groups: all, more } = await get('/letters/groups');
    const letters = all.reduce((sum, group) => sum + group.letters, 0);
    return [
      h('p', { class: 'muted' }, `${plural(letters, 'open dead letter')} in ${plural(all.length, 'group')}${more ? ', and more' : ''}.`),
      table('Groups of open dead letters', [
        { name: 'Function', head: true, cell: (group) => group.function },
        { name: 'Exception', cell: (group) => h('span', { title: group.error }, shortClass(group.error)) },
        { name: 'Place', cell: (group) => h('span', { class: 'code', title: group.place }, shortPlace(group.place)) },
        { name: 'Message', cell: (group) => group.message },
        { name: 'Letters', kind: 'number', cell: (group) => number(group.letters) },
        { name: 'Keys', kind: 'number', cell: (group) => number(group.keys) },
        { name: 'Last failure', cell: (group) => h('span', { title: group.lastFailedAt }, relative(group.lastFailedAt)) },
        { name: 'Open', kind: 'tools', cell: (group) => h('a', { href: linkTo(group) }, `Letters of ${group.function}`) },
      ], all, 'There are no open dead letters.'),
    ];
  }, [h('a', { href: to('letters', { state: 'replayed' }) }, 'Replayed'), h('a', { href: to('letters', { state: 'discarded' }) }, 'Discarded')]);
  const operations = loading('Who did what', async () => {
    const { operations: all } = await get('/letters/operations');
    return operationsTable(all);
  });
  const redrives = redriveList(live);
  groups.refresh();
  operations.refresh();
  return { title: 'Dead letters', content: [redrives.element, groups.element, operations.element], close: redrives.close };
}

function linkTo({ function: name, error, place }) {
  const link = to('letters', { function: name, error, place });
  return place ? link : `${link}&place=`;
}

/** Returns the audit as a table. */
export function operationsTable(all) {
  return table('Operations', [
    { name: 'When', cell: ({ at }) => h('span', { title: at }, relative(at)) },
    { name: 'Who', head: true, cell: ({ by }) => by },
    { name: 'What', cell: ({ operation }) => operation },
    { name: 'Dead letter', cell: ({ id, eventId }) => (id ? h('a', { href: to('letter', { id }) }, `${id}: ${eventId}`) : '') },
    { name: 'Detail', cell: ({ detail }) => detail },
  ], all, 'Nobody has replayed, edited or discarded a dead letter yet.');
}

function groupView({ live, parameters }, group) {
  const state = parameters.get('state') ?? 'open';
  const chosen = new Set();
  const pages = [0];
  const replay = button('Replay', () => change('replay'), 'primary');
  const discard = button('Discard', () => change('discard'), 'danger');
  const showChosen = () => {
    replay.textContent = `Replay ${chosen.size} selected`;
    discard.textContent = `Discard ${chosen.size} selected`;
    replay.disabled = discard.disabled = chosen.size === 0;
  };

  const letters = loading('Letters', async (refresh) => {
    const { letters: page, next } = await get('/letters', { ...group, state, after: pages.at(-1) });
    chosen.clear();
    showChosen();
    const go = (change) => () => { change(); refresh(); };
    const boxes = page.map(({ id }) => h('input', {
      type: 'checkbox', 'aria-label': `Select dead letter ${id}`, on: { change: ({ target }) => choose(id, target.checked) },
    }));
    const all = h('input', { type: 'checkbox', on: { change: () => boxes.forEach(chooseAs(all)) } });
    const chooseAs = ({ checked }) => (box, i) => {
      box.checked = checked;
      choose(page[i].id, checked);
    };
    return [
      state === 'open' && page.length > 0 ? check(`Select these ${page.length}`, all) : null,
      lettersTable(page, boxes, state),
      h('div', { class: 'buttons' },
        pages.length > 1 ? button('Previous page', go(() => pages.pop())) : null,
        next ? button('Next page', go(() => pages.push(next))) : null),
    ].filter((part) => part);
  }, state === 'open' ? [replay, discard] : []);

  function choose(id, on) {
    if (on) chosen.add(id);
    else chosen.delete(id);
    showChosen();
  }

  async function change(operation) {
    const loss = `${plural(chosen.size, 'event')} will never be handled. The record stays.`;
    if (operation === 'discard' && !await agree('Discard?', loss, 'Discard')) return;
    await attempt(async () => {
      const { changed } = await post(`/letters/${operation}`, { ids: [...chosen] });
      toast(`${plural(changed, 'dead letter')} ${operation === 'replay' ? 'replayed' : 'discarded'}.`);
    });
    letters.refresh();
  }

  async function discardAll() {
    if (!await agree('Discard the whole group?', 'None of its events will ever be handled. The records stay.', 'Discard all')) return;
    await attempt(async () => {
      let sum = 0;
      for (let answer = { more: true }; answer.more;) {
        answer = await post('/letters/discard-group', group);
        sum += answer.changed;
      }
      toast(`${plural(sum, 'dead letter')} discarded.`);
    });
    letters.refresh();
  }

  letters.refresh();
  const redrives = redriveList(live);
  const open = state === 'open';
  return {
    title: open ? 'Open dead letters' : `Dead letters, ${state}`,
    content: [
      h('p', { class: 'crumb' }, h('a', { href: to('letters') }, 'All groups')),
      card('Group', open ? [button('Discard the whole group', discardAll, 'danger')] : [], describe(group)),
      open ? redriveForm(group) : null, open ? redrives.element : null, letters.element,
    ].filter((part) => part),
    close: redrives.close,
  };
}

function describe({ function: name, error, place }) {
  const parts = [name && `function ${name}`, error, place && `at ${place}`].filter((part) => part);
  return h('p', {}, parts.join(', ') || 'All dead letters');
}

function lettersTable(page, boxes, state) {
  return table('Dead letters', [
    state === 'open' && { name: 'Select', kind: 'pick', cell: (letter) => boxes[page.indexOf(letter)] },
    { name: 'Dead letter', head: true, cell: ({ id }) => h('a', { href: to('letter', { id }) }, String(id)) },
    { name: 'Function', cell: (letter) => letter.function },
    { name: 'Type', cell: ({ type }) => type },
    { name: 'Key', cell: ({ key }) => key },
    { name: 'Event', cell: ({ eventId }) => eventId },
    { name: 'Failure', cell: ({ error, message }) => `${shortClass(error)}: ${message}` },
    { name: 'Last failure', cell: ({ lastFailedAt }) => h('span', { title: lastFailedAt }, relative(lastFailedAt)) },
  ].filter((column) => column), page, 'There are no such dead letters.');
}
