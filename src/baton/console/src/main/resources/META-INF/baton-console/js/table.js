// Tables that become cards on a narrow screen.

import { h } from './dom.js';

/**
 * Creates a table. A column is `{name, cell, kind, head}`: `cell` returns text or a node, `kind` is a class, and `head`
 * makes the cell the header of its row.
 */
export function table(caption, columns, rows, empty) {
  if (rows.length === 0) return h('p', { class: 'muted' }, empty);
  return h('table', {},
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, columns.map(({ name, kind }) => (kind === 'pick' || kind === 'tools'
      ? h('td', {}, h('span', { class: 'hidden' }, name)) : h('th', { scope: 'col' }, name))))),
    h('tbody', {}, rows.map((row) => h('tr', {}, columns.map((column) => cell(column, row))))));
}

function cell({ name, cell: content, kind, head }, row) {
  const attributes = { class: kind, data: { label: name } };
  if (head) attributes.scope = 'row';
  return h(head ? 'th' : 'td', attributes, content(row) ?? '');
}
