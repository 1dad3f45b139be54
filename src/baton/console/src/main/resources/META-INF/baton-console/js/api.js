// The client of the console's API. The browser adds no credentials of its own: those of the login are in this tab only.

import { sentence } from './format.js';

const ROOT = new URL('api', document.baseURI.replace(/\/?(#.*)?$/, '/')).pathname;
const TIMEOUT_MS = 60_000;
const STORED = 'baton.console.authorization';

/** A failed request. `status` is 0 if there was no answer. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Sets the value of the header Authorization; null logs out. */
export function authorizeWith(value) {
  if (value) sessionStorage.setItem(STORED, value);
  else sessionStorage.removeItem(STORED);
}

export function isLoggedIn() {
  return sessionStorage.getItem(STORED) !== null;
}

export function get(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return call('GET', text ? `${path}?${text}` : path);
}

export function post(path, body = {}) {
  return call('POST', path, body);
}

/** Opens a stream, which ends with the signal. */
export async function stream(path, signal) {
  const response = await answer(path, { headers: headers(), signal });
  if (!response.ok) throw await problem(response);
  return response.body;
}

async function call(method, path, body) {
  const request = { method, headers: headers(), signal: AbortSignal.timeout(TIMEOUT_MS) };
  if (body) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  const response = await answer(path, request);
  if (!response.ok) throw await problem(response);
  return response.json();
}

function headers() {
  const own = { 'X-Baton-Console': '1' };
  const authorization = sessionStorage.getItem(STORED);
  if (authorization) own.Authorization = authorization;
  return own;
}

async function answer(path, request) {
  try {
    return await fetch(ROOT + path, { ...request, cache: 'no-store', credentials: 'omit' });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError(0, failure.name === 'TimeoutError' ? 'The server didn’t answer in time.' : 'The server can’t be reached.');
  }
}

async function problem(response) {
  const { title, detail } = await response.json().catch(() => ({}));
  return new ApiError(response.status, sentence(detail || title || `the server answered ${response.status}`));
}
