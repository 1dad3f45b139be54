// Staged redrive: dry run, then 1, 10, 100, and all others.

import { get, post } from '../api.js';
import { button, check, field, h } from '../dom.js';
import { number, plural } from '../format.js';
import { attempt, card, toast } from '../page.js';

const SLOW = 10;

export function redriveForm(group) {
  const result = h('p', { role: 'status' });
  const perSecond = h('input', { type: 'number', min: 1, max: 1000, value: SLOW });
  const pauses = h('input', { type: 'checkbox' });
  const dryRun = () => attempt(async () => { result.textContent = tell(await get('/redrives/dry-run', group)); });
  const start = () => attempt(async () => {
    const { letters } = await post('/redrives', { ...group, perSecond: Number(perSecond.value), pauses: pauses.checked });
    toast(`The redrive of ${plural(letters, 'dead letter')} has begun.`);
  });
  return card('Redrive in stages', [button('Dry run', dryRun), button('Start the redrive', start, 'primary')],
    h('p', { class: 'hint' }, 'Replays one dead letter, then 10, then 100, then all others; each stage once the one before '
      + 'was handled. The first event that fails again stops it.'),
    h('div', { class: 'fields' }, field('Dead letters a second', perSecond), check('Wait for me after each stage', pauses)),
    result);
}

function tell({ letters, keys, checked, unknown, unreadable, problem }) {
  const parts = [`Would replay ${plural(letters, 'dead letter')} of ${plural(keys, 'key')}.`];
  if (checked > 0) {
    parts.push(unreadable === 0 ? `The data of the first ${number(checked)} can be read and is valid.`
      : `${number(unreadable)} of the first ${number(checked)} would be refused: ${problem}`);
  }
  if (unknown > 0) parts.push(`This process does not know the types of ${number(unknown)}.`);
  return parts.join(' ');
}

/** Shows the redrives of this process, live. */
export function redriveList(live) {
  const list = h('div', { class: 'timeline' });
  const element = card('Redrives', [], list);
  const show = () => {
    element.hidden = live.redrives.length === 0;
    const busy = list.contains(document.activeElement);
    if (!busy || live.redrives.length !== list.children.length) list.replaceChildren(...live.redrives.map(one));
    else live.redrives.forEach((redrive, i) => update(list.children[i], redrive));
  };
  show();
  return { element, close: live.listen(show) };
}

function one(redrive) {
  const act = (what) => () => attempt(() => post(`/redrives/${redrive.id}/${what}`));
  const box = h('section', { class: 'redrive', 'aria-label': `Redrive ${redrive.id}` },
    h('h3', {}, `${redrive.function ?? 'All functions'}, by ${redrive.by}`),
    h('progress', { class: 'bar', 'aria-label': 'Handled' }),
    h('p', { class: 'progress' }), h('p', { class: 'error' }),
    h('div', { class: 'buttons' },
      button('Next stage', act('resume'), 'primary resume'), button('Stop', act('stop'), 'danger stop')));
  update(box, redrive);
  return box;
}

function update(box, { letters, handled, replayed, undecided, state, stage, why }) {
  const bar = box.querySelector('progress');
  bar.max = Math.max(1, letters);
  bar.value = handled;
  box.querySelector('.progress').textContent = `${state}, stage ${stage}: ${number(handled)} of ${number(letters)} handled, `
    + `${number(replayed)} replayed, ${number(undecided)} undecided`;
  box.querySelector('.error').textContent = why;
  box.querySelector('.resume').hidden = state !== 'paused';
  box.querySelector('.stop').hidden = state !== 'running' && state !== 'paused';
}
