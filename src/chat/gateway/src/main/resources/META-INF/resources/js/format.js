// Formats times, numbers and names for people.

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

const HUES = 8;

export const clock = (at) => time.format(at);
export const dayOf = (at) => day.format(at);
export const fullTime = (at) => full.format(at);

/** Returns `1 message` or `2 messages`, for example. */
export function count(n, word) {
  return `${n.toLocaleString()} ${word}${n === 1 ? '' : 's'}`;
}

/** Returns a server's text as a sentence, with a capital at the beginning and a full stop at the end. */
export function sentence(text) {
  const trimmed = text.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?…]$/.test(trimmed) ? '' : '.');
}

/** Returns the first letters of a name for its avatar. */
export function initials(name) {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = parts.length > 1 ? [...parts[0]][0] + [...parts[1]][0] : [...(parts[0] ?? name)].slice(0, 2).join('');
  return letters.toUpperCase();
}

/** Returns one of eight colours, always the same for one name. */
export function hue(name) {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  return String(hash % HUES);
}

/** Returns the beginning of a text, on one line. */
export function shorten(text, length) {
  const line = text.replace(/\s+/g, ' ').trim();
  const chars = [...line];
  return chars.length <= length ? line : `${chars.slice(0, length - 1).join('')}…`;
}
