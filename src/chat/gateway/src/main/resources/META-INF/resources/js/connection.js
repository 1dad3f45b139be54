// The WebSocket to the gateway. It connects, and reconnects for as long as it is wanted.

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const STEADY_MS = 5_000;

/** The frames of the protocol, over one WebSocket after another. */
export class Connection {
  #url;
  #token;
  #handlers;
  #parts;
  #socket = null;
  #failures = 0;
  #retryTimer;
  #steadyTimer;
  #wanted = false;

  /** The current state: `connecting`, `online`, `waiting` (will try again), `offline` (no network), `ended`. */
  state = 'ended';

  /**
   * `handlers`: `state(state)`, `frame(frame)`, and `refused()`, which returns a promise of true if the token is no
   * longer valid (a browser hides why a WebSocket was not opened).
   */
  constructor(url, token, handlers, parts = {}) {
    this.#url = url;
    this.#token = token;
    this.#handlers = handlers;
    this.#parts = { WebSocket: globalThis.WebSocket, random: Math.random, network: globalThis, ...parts };
  }

  start() {
    this.#wanted = true;
    this.#parts.network.addEventListener('online', this.#networkCame);
    this.#parts.network.addEventListener('offline', this.#networkWent);
    this.#connect();
  }

  stop() {
    this.#wanted = false;
    this.#parts.network.removeEventListener('online', this.#networkCame);
    this.#parts.network.removeEventListener('offline', this.#networkWent);
    this.#drop();
    this.#become('ended');
  }

  /** Connects at once instead of after the delay. */
  retryNow() {
    if (!this.#wanted || this.state === 'online' || this.state === 'connecting') return;
    this.#connect();
  }

  /** Gives up a socket that seems dead, and reconnects. */
  reset() {
    if (!this.#socket) return;
    this.#drop();
    this.#lost(false);
  }

  /** Sends a frame. Returns false if there is no connection. */
  send(frame) {
    if (this.state !== 'online') return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect() {
    clearTimeout(this.#retryTimer);
    this.#become('connecting');
    const socket = new this.#parts.WebSocket(this.#url, ['baton.v1', `bearer.${this.#token}`]);
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#steadyTimer = setTimeout(() => (this.#failures = 0), STEADY_MS);
      this.#become('online');
    };
    socket.onmessage = ({ data }) => this.#handlers.frame(JSON.parse(data));
    socket.onclose = () => {
      this.#drop();
      this.#lost(!opened);
    };
  }

  async #lost(neverOpened) {
    if (!this.#wanted) return;
    this.#wait();
    if (neverOpened && (await this.#handlers.refused()) && this.#wanted) this.stop();
  }

  /** Waits with exponential backoff and jitter, so that the clients of a stopped gateway don't return all at once. */
  #wait() {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures++);
    const delay = longest * (0.5 + this.#parts.random() / 2);
    this.#retryTimer = setTimeout(() => this.#connect(), delay);
    this.#become('waiting');
  }

  #drop() {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#steadyTimer);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000, 'no longer needed');
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#handlers.state(state);
  }

  #networkCame = () => {
    this.#failures = 0;
    if (this.state !== 'online') {
      this.#drop();
      this.#connect();
    }
  };

  #networkWent = () => {
    this.#drop();
    this.#become('offline');
  };
}
