// Texts for people.

const NUMBER = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const STEPS = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];

export function number(value) {
  return NUMBER.format(value);
}

export function rate(value) {
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10}/s`;
}

/** Returns how long ago, or in how long, a time is. */
export function relative(time) {
  const seconds = Math.round((Date.parse(time) - Date.now()) / 1000);
  const far = Math.abs(seconds);
  const [unit, name] = STEPS.find(([size]) => far >= size) ?? [1, 's'];
  const text = `${Math.floor(far / unit)} ${name}`;
  if (far < 1) return 'now';
  return seconds > 0 ? `in ${text}` : `${text} ago`;
}

export function time(value) {
  return TIME.format(new Date(value));
}

/** Returns the name of a class without its package. */
export function shortClass(name) {
  return name ? name.slice(name.lastIndexOf('.') + 1) : '';
}

/** Returns a place in a stack without module and package: `Class.method(File.java:12)`. */
export function shortPlace(place) {
  if (!place) return '(no stack)';
  const [, method, file] = /^(?:.*\/)?([^(]*)(\(.*)?$/.exec(place) ?? [null, place, ''];
  return method.split('.').slice(-2).join('.') + (file ?? '');
}

export function bytes(count) {
  return count < 10_000 ? `${number(count)} bytes` : `${number(Math.round(count / 1024))} KiB`;
}

/** Returns JSON with indentation, or the text as it is if it is not JSON. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function sentence(text) {
  return text ? text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.') : '';
}

export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}
