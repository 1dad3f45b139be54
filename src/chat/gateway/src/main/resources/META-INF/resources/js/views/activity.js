// The activity of the room: one bar for each window of time, drawn as SVG, told as a sentence, and listed as a table.

import { byId, h, setText, svg } from '../dom.js';
import { clock, count } from '../format.js';

const WINDOWS = 30;
const WIDTH = 300;
const HEIGHT = 88;
const TOP = 16;
const GAP = 2;
const LEAST_TOP = 4;

export class ActivityView {
  #drawn = '';

  render({ current }) {
    const windows = current?.activity.windows(WINDOWS) ?? [];
    const key = `${current?.room} ${windows.map(({ start, messages, senders, closed }) => [start, messages, senders, closed])}`;
    if (key === this.#drawn) return;
    this.#drawn = key;
    byId('activity-chart').replaceChildren(...(current ? [chart(windows)] : []));
    setText(byId('activity-summary'), current ? summary(windows) : '');
    byId('activity-rows').replaceChildren(...windows.filter(({ messages }) => messages).reverse().map(tableRow));
  }
}

function chart(windows) {
  const numbers = windows.map(({ messages }) => messages ?? 0);
  const most = Math.max(LEAST_TOP, ...numbers);
  const total = numbers.reduce((sum, n) => sum + n, 0);
  const label = `${count(total, 'message')} in the last ${WINDOWS} minutes, at most ${Math.max(...numbers)} in one. `
    + 'The table below has the numbers.';
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT + 16}`, role: 'img', 'aria-label': label },
    svg('line', { class: 'grid', x1: 0, x2: WIDTH, y1: TOP, y2: TOP }),
    svg('line', { class: 'grid', x1: 0, x2: WIDTH, y1: (TOP + HEIGHT) / 2, y2: (TOP + HEIGHT) / 2 }),
    ...windows.map((window, i) => bar(window, i, most)),
    svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT }),
    svg('text', { x: 0, y: HEIGHT + 13 }, clock(windows[0].start)),
    svg('text', { x: WIDTH, y: HEIGHT + 13, 'text-anchor': 'end' }, 'now'),
    svg('text', { x: 0, y: 11 }, most.toLocaleString()));
}

function bar({ start, messages, closed }, i, most) {
  const width = WIDTH / WINDOWS - GAP;
  const height = messages ? Math.max(2, (messages / most) * (HEIGHT - TOP)) : 0;
  return svg('rect', {
    class: closed ? 'bar closed' : 'bar open',
    x: i * (width + GAP) + GAP / 2, y: HEIGHT - height, width, height, rx: Math.min(2, height / 2),
  }, svg('title', {}, `${clock(start)}: ${messages === null ? 'not known' : count(messages, 'message')}`));
}

function summary(windows) {
  const now = windows.at(-1);
  const closed = windows.findLast((window) => window.closed && window.messages);
  const soFar = `This minute so far: ${count(now.messages, 'message')}.`;
  return closed ? `${clock(closed.start)}: ${count(closed.messages, 'message')} from ${people(closed.senders)}. ${soFar}` : soFar;
}

const people = (n) => (n === 1 ? '1 person' : `${n.toLocaleString()} people`);

function tableRow({ start, messages, senders, closed }) {
  return h('tr', {},
    h('th', { scope: 'row' }, h('time', { datetime: new Date(start).toISOString() }, clock(start))),
    h('td', {}, messages.toLocaleString() + (closed ? '' : ' so far')),
    h('td', {}, senders.toLocaleString()));
}
