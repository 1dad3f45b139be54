// The client of the gateway's REST API.

import { sentence } from './format.js';

const TIMEOUT_MS = 15_000;

/** A failed request to the gateway, or to a proxy in front of it. `status` is 0 if there was no answer. */
export class ApiError extends Error {
  constructor(status, message, retryAfter = 0) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Signs in by name. Status 404 means that this server does not offer sign-in by name. */
export async function signIn(user) {
  const { token } = await call('POST', '/api/session', { body: { user } });
  return { user, token };
}

export class Api {
  #token;

  constructor(token) {
    this.#token = token;
  }

  /** Returns the user's rooms as `{room, members}`, sorted by name. */
  async rooms() {
    const { rooms } = await this.#call('GET', '/api/rooms');
    return rooms.sort((a, b) => (a.room < b.room ? -1 : 1));
  }

  createRoom(room, members) {
    return this.#call('POST', '/api/rooms', { room, members });
  }

  addMember(room, user) {
    return this.#call('PUT', `/api/rooms/${encodeURIComponent(room)}/members/${encodeURIComponent(user)}`);
  }

  /** Returns at most `limit` messages with a `seq` greater than `after`, in `seq` order. */
  async history(room, after, limit) {
    const { messages } = await this.#call(
      'GET', `/api/rooms/${encodeURIComponent(room)}/messages?after=${after}&limit=${limit}`);
    return messages;
  }

  #call(method, path, body) {
    return call(method, path, { body, token: this.#token });
  }
}

async function call(method, path, { body, token }) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  const response = await answer(path, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok) throw await problem(response);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

async function answer(path, request) {
  try {
    return await fetch(path, { ...request, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (failure) {
    const what = failure.name === 'TimeoutError' ? 'The server didn’t answer in time.' : 'The server can’t be reached.';
    throw new ApiError(0, what);
  }
}

async function problem(response) {
  const { title, detail } = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || 0;
  return new ApiError(response.status, sentence(detail || title || `the server answered ${response.status}`), retryAfter);
}
