// The map: which function takes and emits which events, with live figures; as a drawing and as a table.

import { get } from '../api.js';
import { facts, h, setText, svg } from '../dom.js';
import { number, rate, relative } from '../format.js';
import { card, loading, to } from '../page.js';
import { table } from '../table.js';
import { layout } from './layout.js';

export function mapView({ live }) {
  const counts = h('div', {});
  const updates = [];
  const map = loading('Functions and events', async () => {
    const shown = await get('/map');
    updates.length = 0;
    const parts = [drawing(shown, live, updates), functions(shown, live, updates)];
    if (!live.figures) live.figures = shown.figures;
    update();
    return parts;
  });
  const update = () => {
    if (!live.figures) return;
    counts.replaceChildren(totals(live));
    for (const change of updates) change();
  };
  map.refresh();
  return { title: 'Map', content: [card('Now', [], counts), map.element], close: live.listen(update) };
}

function totals({ figures, before }) {
  const sum = (name) => Object.values(figures.waits).reduce((all, one) => all + one[name], 0);
  const seconds = before ? (Date.parse(figures.at) - Date.parse(before.at)) / 1000 : 0;
  return facts([
    ['Open dead letters', number(sum('letters'))],
    ['Keys that wait', number(sum('waiting'))],
    ['Overdue', number(sum('overdue'))],
    ['Held for a person', number(sum('held'))],
    ['Outbox', number(figures.outbox)],
    ['Delayed', number(figures.delayed)],
    ['Published here', seconds > 0 ? rate((figures.published - before.published) / seconds) : '0/s'],
  ], 'counts');
}

function waitsOf(live, name) {
  return live.figures?.waits[name] ?? { letters: 0, waiting: 0, held: 0, overdue: 0 };
}

function functions({ functions: all, elsewhere }, live, updates) {
  const cell = (text) => (one) => {
    const span = h('span', {});
    updates.push(() => setText(span, text(one.name)));
    return span;
  };
  const letters = cell((name) => `${number(waitsOf(live, name).letters)} of ${name}`);
  const rows = [...all, ...elsewhere.map((name) => ({ name, takes: '', emits: [], elsewhere: true }))];
  return table('Functions', [
    { name: 'Function', head: true, cell: ({ name, elsewhere: other }) => `${name}${other ? ' (another process)' : ''}` },
    { name: 'Takes', cell: ({ takes }) => takes },
    { name: 'Emits', cell: ({ emits }) => emits.join(', ') },
    { name: 'Handled here', cell: cell((name) => rate(live.rateOf(name).all)) },
    { name: 'Failed here', cell: cell((name) => rate(live.rateOf(name).failed)) },
    { name: 'Lag', cell: cell((name) => (live.figures?.lag[name] === undefined ? 'not known' : number(live.figures.lag[name]))) },
    { name: 'Waits', cell: cell((name) => number(waitsOf(live, name).waiting)) },
    { name: 'Dead letters', cell: ({ name }) => h('a', { href: to('letters', { function: name }) }, letters({ name })) },
    { name: 'Next time', cell: cell((name) => (waitsOf(live, name).nextAt ? relative(waitsOf(live, name).nextAt) : '')) },
  ], rows, 'This process has no functions, and the tables tell nothing of others.');
}

function drawing(map, live, updates) {
  const { nodes, edges, width, height } = layout(map);
  if (nodes.length === 0) return h('p', { class: 'muted' }, 'There is nothing to draw: this process has no functions.');
  return h('div', { class: 'map', tabindex: 0, role: 'region', 'aria-label': 'Drawing of the map; the table below says the same' },
    svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': describe(map) },
      svg('defs', {}, svg('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
        svg('path', { class: 'arrow', d: 'M0 0L8 4L0 8z' }))),
      edges.map((edge) => line(edge, live, updates)),
      nodes.map((node) => box(node, live, updates))));
}

function describe({ functions: all }) {
  return all.map(({ name, takes, emits }) => `${name} takes ${takes}${emits.length ? ` and emits ${emits.join(', ')}` : ''}`).join('; ');
}

function line({ from, to: end, name }, live, updates) {
  const middle = (from.x + from.width + end.x) / 2;
  const startY = from.y + from.height / 2;
  const endY = end.y + end.height / 2;
  const path = svg('path', { class: 'edge', 'marker-end': 'url(#arrow)',
    d: `M${from.x + from.width} ${startY}C${middle} ${startY} ${middle} ${endY} ${end.x} ${endY}` });
  updates.push(() => path.classList.toggle('busy', live.rateOf(name).all > 0));
  return path;
}

function box({ x, y, width, height, label, kind, name }, live, updates) {
  const small = svg('text', { class: 'small', x: x + 12, y: y + 42 });
  const group = svg('g', { class: kind },
    svg('rect', { class: 'box', x, y, width, height, rx: kind === 'type' ? 4 : 14 }),
    svg('text', { x: x + 12, y: y + 24 }, label), small);
  updates.push(() => {
    const { letters, waiting } = waitsOf(live, name);
    const lag = live.figures?.lag[name];
    setText(small, kind === 'type' ? 'events' : [
      rate(live.rateOf(name).all),
      lag > 0 && `lag ${number(lag)}`,
      waiting > 0 && `${number(waiting)} wait`,
      letters > 0 && `${number(letters)} dead`,
    ].filter((part) => part).join(' · '));
    group.classList.toggle('troubled', kind !== 'type' && letters + waiting > 0);
  });
  return group;
}
