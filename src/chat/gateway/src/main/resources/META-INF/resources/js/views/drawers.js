// On a narrow page, the rooms and the details are drawers over the messages. Only one is open at a time.

import { byId } from '../dom.js';

const DRAWERS = ['rooms', 'details'];

export class Drawers {
  #open = null;

  constructor() {
    for (const id of DRAWERS) byId(`${id}-toggle`).addEventListener('click', () => this.#show(id));
    for (const button of document.querySelectorAll('[data-close]')) button.addEventListener('click', () => this.close());
    byId('scrim').addEventListener('click', () => this.close());
    addEventListener('keydown', ({ key }) => key === 'Escape' && this.close());
    matchMedia('(min-width: 1100px)').addEventListener('change', () => this.close());
    matchMedia('(min-width: 760px)').addEventListener('change', () => this.close());
  }

  close() {
    if (!this.#open) return;
    const id = this.#open;
    this.#open = null;
    this.#apply();
    byId(`${id}-toggle`).focus();
  }

  #show(id) {
    this.#open = id;
    this.#apply();
    byId(id).querySelector('[aria-current], .drawer-close').focus();
  }

  /** Makes everything under an open drawer unreachable. */
  #apply() {
    for (const id of DRAWERS) {
      byId(id).classList.toggle('open', id === this.#open);
      byId(`${id}-toggle`).setAttribute('aria-expanded', String(id === this.#open));
      if (this.#open) byId(id).inert = id !== this.#open;
      else byId(id).inert = false;
    }
    byId('scrim').hidden = !this.#open;
    byId('room').inert = this.#open !== null;
    document.querySelector('.bar').inert = this.#open !== null;
  }
}
