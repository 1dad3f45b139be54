// Figures and progress, as the server sends them. Reads the stream with fetch, because an EventSource can't log in.

import { stream } from './api.js';

const AGAIN_MS = 2_000;
const FAILED = ['rejected', 'failed', 'left-for-later'];

export class Live {
  #listeners = new Set();
  #onState;
  #ended = new AbortController();
  figures = null;
  before = null;
  redrives = [];

  /** `onState` gets `on` or `off`. */
  constructor(onState) {
    this.#onState = onState;
  }

  /** Calls back at each change until the returned function is called. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop() {
    this.#ended.abort();
    this.#listeners.clear();
  }

  async run() {
    while (!this.#ended.signal.aborted) {
      try {
        await this.#read(await stream('/live', this.#ended.signal));
      } catch (failure) {
        if (failure.name === 'AbortError') return;
        this.#onState('off');
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  async #read(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) this.#event(event);
    }
  }

  #event(text) {
    const name = /^event: (.*)$/m.exec(text)?.[1];
    const data = /^data: (.*)$/m.exec(text)?.[1];
    if (!name || !data) return;
    if (name === 'figures') {
      this.before = this.figures;
      this.figures = JSON.parse(data);
      this.#onState('on');
    } else if (name === 'redrives') {
      this.redrives = JSON.parse(data);
    }
    for (const listener of this.#listeners) listener(this);
  }

  /** Returns how many events of a function this process handled in a second, and how many failed. */
  rateOf(name) {
    if (!this.before || !this.figures) return { all: 0, failed: 0 };
    const seconds = Math.max(0.001, (Date.parse(this.figures.at) - Date.parse(this.before.at)) / 1000);
    const now = this.figures.deliveries[name] ?? {};
    const then = this.before.deliveries[name] ?? {};
    let all = 0;
    let failed = 0;
    for (const [outcome, count] of Object.entries(now)) {
      const more = Math.max(0, count - (then[outcome] ?? 0)) / seconds;
      all += more;
      if (FAILED.includes(outcome)) failed += more;
    }
    return { all, failed };
  }
}
