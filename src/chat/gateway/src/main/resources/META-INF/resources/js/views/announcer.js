// Announces new messages to screen readers: one by one if there are few, otherwise only their number.

import { count, shorten } from '../format.js';

const PAUSE_MS = 2_500;
const LENGTH = 140;

export class Announcer {
  #region;
  #heard = [];
  #timer = null;

  constructor(region) {
    this.#region = region;
  }

  heard(messages) {
    this.#heard.push(...messages);
    if (this.#heard.length && !this.#timer) this.#say();
  }

  reset() {
    this.#heard = [];
    this.#region.textContent = '';
  }

  #say() {
    const last = this.#heard.at(-1);
    const said = `${last.sender}: ${last.redacted ? 'message removed' : shorten(last.text, LENGTH)}`;
    this.#region.textContent = this.#heard.length === 1 ? said : `${count(this.#heard.length, 'new message')}, the last from ${said}`;
    this.#heard = [];
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#heard.length) this.#say();
    }, PAUSE_MS);
  }
}
