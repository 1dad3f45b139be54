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
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets the text if it differs, so that live regions announce only changes. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Runs `work` once in the next frame, however often it is requested. On a hidden page, which has no frames, it runs
 * once a second.
 */
export function everyFrame(work) {
  let planned = false;
  const run = () => {
    planned = false;
    work();
  };
  return () => {
    if (planned) return;
    planned = true;
    if (document.hidden) setTimeout(run, 1000);
    else requestAnimationFrame(run);
  };
}
