// Builds DOM from data. Text only ever becomes text nodes and attributes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/** Returns the element with this id. A missing element is a mistake in index.html. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html: there must be an element with id "${id}"`);
  return element;
}

/**
 * Creates an HTML element: `on` holds listeners, `data` the data attributes, and everything else is an attribute. Null
 * and false attributes are omitted.
 */
export function h(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

/** Creates an SVG element in the same way. */
export function svg(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

function build(element, { on = {}, data = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  Object.assign(element.dataset, data);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets the text if it differs, so that live regions announce only changes. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function button(text, onClick, kind = '') {
  return h('button', { type: 'button', class: kind, on: { click: onClick } }, text);
}

/** Creates a field with its label. */
export function field(text, control, hint) {
  const id = control.id || (control.id = `field-${++fields}`);
  return h('div', { class: 'field' }, h('label', { for: id }, text), control, hint && h('p', { class: 'hint' }, hint));
}

/** Creates a checkbox with its label. */
export function check(text, box) {
  const id = box.id || (box.id = `field-${++fields}`);
  return h('div', { class: 'check' }, box, h('label', { for: id }, text));
}

let fields = 0;

/** Creates a list of names and values. */
export function facts(pairs, kind = 'facts') {
  return h('dl', { class: kind }, pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => (kind === 'facts' ? [h('dt', {}, name), h('dd', {}, value)]
      : h('div', {}, h('dt', {}, name), h('dd', {}, value))))
    .flat());
}
