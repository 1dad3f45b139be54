// Sends an event of any type, from a form made of its record.

import { get, post } from '../api.js';
import { button, field, h } from '../dom.js';
import { attempt, loading, to, toast } from '../page.js';

export function sendView({ parameters }) {
  const form = loading('New event', async () => {
    const { types } = await get('/types');
    return types.length ? formOf(types, parameters.get('type')) : [h('p', {}, 'This process has no event types.')];
  });
  form.refresh();
  return { title: 'Send', content: [form.element] };
}

function formOf(types, chosen) {
  const select = h('select', {}, types.map(({ type }) => h('option', { value: type, selected: type === chosen }, type)));
  const fields = h('div', { class: 'fields' });
  const key = h('input', { autocomplete: 'off' });
  const result = h('p', { role: 'status' });
  let inputs = [];
  const show = () => {
    inputs = types.find(({ type }) => type === select.value).fields.map((one) => ({ ...one, control: control(one) }));
    fields.replaceChildren(...inputs.map(({ name, control: input, kind, key: isKey, needed }) => field(
      `${name}${needed ? ' (needed)' : ''}`, input, [kind, isKey ? 'the key' : ''].filter((part) => part).join(', '))));
  };
  const send = () => attempt(async () => {
    result.replaceChildren();
    const { eventId } = await post('/send', { type: select.value, key: key.value, data: JSON.stringify(value(inputs)) });
    toast('The event is stored, and will be published.');
    result.replaceChildren('Sent: ', h('a', { href: to('events', { correlation: eventId }) }, eventId));
  });
  select.addEventListener('change', show);
  show();
  return [field('Type', select), fields, field('Key', key, 'Empty: as the record says.'),
    h('div', { class: 'buttons' }, button('Send', send, 'primary')), result];
}

function control({ kind, options, needed }) {
  if (options || kind === 'flag') {
    return h('select', {}, (options ?? ['false', 'true']).map((option) => h('option', {}, option)));
  }
  if (kind === 'json') return h('textarea', { rows: 3, spellcheck: 'false' });
  const input = h('input', { autocomplete: 'off', required: needed, inputmode: kind === 'integer' ? 'numeric' : null });
  if (kind === 'time') input.value = new Date().toISOString();
  return input;
}

function value(inputs) {
  const data = {};
  for (const { name, kind, control: { value: text } } of inputs) {
    if (text === '' && kind !== 'text') continue;
    data[name] = read(kind, text);
  }
  return data;
}

function read(kind, text) {
  if (kind === 'text' || kind === 'time') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // the server tells what is wrong with it
  }
}
