// The user who is signed in in this tab. Two tabs of one browser can belong to two people.

const KEY = 'baton.session';
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Returns the session of this tab, or null. */
export function loadSession(storage = sessionStorage) {
  try {
    return JSON.parse(storage.getItem(KEY));
  } catch {
    return null;
  }
}

export function saveSession(session, storage = sessionStorage) {
  storage.setItem(KEY, JSON.stringify(session));
}

export function clearSession(storage = sessionStorage) {
  storage.removeItem(KEY);
}

/** Returns the session for a JWT. The user is its claim `upn`, else `sub`. Only the server can tell if it is valid. */
export function sessionOf(token) {
  const trimmed = token.trim();
  if (!TOKEN.test(trimmed)) throw new Error('This is no token: a token is three parts of letters and digits with dots between.');
  const { upn, sub } = claims(trimmed);
  const user = upn ?? sub;
  if (!user) throw new Error('This token names no user: it needs the claim "upn" or "sub".');
  return { user, token: trimmed };
}

function claims(token) {
  try {
    const base64 = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error('This token can’t be read: its middle part must be JSON in base64url.');
  }
}
