// The state of everything that a signed-in user sees, without its presentation.

import { Api } from './api.js';
import { Connection } from './connection.js';
import { RoomFeed } from './feed.js';
import { sentence } from './format.js';
import { Outbox } from './outbox.js';

const JOINED_AT_ONCE = 20;
const REFRESH_MS = 30_000;
const KEPT_NOTIFICATIONS = 50;
const BACKGROUND_MESSAGES = 300;
const NOT_NOW = ['rate-limited', 'unavailable'];

/** Calls `changed()` after each change, `failed(text)` with text for the user, and `notified(notification)`. */
export class Chat {
  #events;
  #connection;
  #refreshTimer;
  #wanted = '';

  feeds = new Map();
  current = null;
  notifications = [];
  roomsLoaded = false;

  constructor(session, events) {
    this.user = session.user;
    this.#events = events;
    this.api = new Api(session.token);
    this.outbox = new Outbox(session.user, { changed: events.changed, stalled: () => this.#connection.reset() });
    this.#connection = new Connection(socketUrl(), session.token, {
      state: (state) => this.#connectionIs(state),
      frame: (frame) => this.#frame(frame),
      refused: () => this.#refused(),
    });
  }

  get connectionState() {
    return this.#connection.state;
  }

  start() {
    this.#connection.start();
    this.refreshRooms();
    this.#refreshTimer = setInterval(() => this.#tidy(), REFRESH_MS);
  }

  stop() {
    clearInterval(this.#refreshTimer);
    this.#connection.stop();
  }

  retryNow() {
    this.#connection.retryNow();
  }

  /** Shows this room as soon as the user is known to be a member. Without a name, shows the first room. */
  wanted(room) {
    this.#wanted = room;
    this.#showWanted();
    if (room && this.roomsLoaded && !this.feeds.has(room)) this.refreshRooms();
  }

  post(text) {
    return this.outbox.add(this.current.room, text);
  }

  async createRoom(room, members) {
    await this.api.createRoom(room, members);
    await this.refreshRooms();
  }

  async addMember(room, member) {
    await this.api.addMember(room, member);
    await this.refreshRooms();
  }

  /** Reloads the user's rooms, because others may have added the user to one. */
  async refreshRooms() {
    try {
      const rooms = await this.api.rooms();
      const feeds = rooms.map(({ room, members }) => Object.assign(this.feeds.get(room) ?? this.#feed(room), { members }));
      this.feeds = new Map(feeds.map((feed) => [feed.room, feed]));
      this.roomsLoaded = true;
      this.#showWanted();
      if (this.connectionState === 'online') this.#joinAll();
    } catch (failure) {
      if (failure.status === 401) this.#events.signedOut(failure.message);
      else if (!this.roomsLoaded) setTimeout(() => this.refreshRooms(), 3_000);
    }
    this.#events.changed();
  }

  #showWanted() {
    const [first = null] = this.feeds.values();
    this.current = this.feeds.get(this.#wanted) ?? (this.#wanted ? null : first);
    if (this.current) this.#join(this.current);
    this.#events.changed();
  }

  #feed(room) {
    return new RoomFeed(room, this.user, {
      api: this.api,
      send: (frame) => this.#connection.send(frame),
      arrived: (message) => this.#arrived(message),
      changed: this.#events.changed,
    });
  }

  #join(feed) {
    if (this.connectionState === 'online') feed.join();
  }

  /** Joins the first rooms at once, so that their unread messages show. The others are joined when they are opened. */
  #joinAll() {
    [...this.feeds.values()]
      .filter((feed, i) => i < JOINED_AT_ONCE || feed.state !== 'new' || feed === this.current)
      .forEach((feed) => this.#join(feed));
  }

  /** Saves how far the user has read in each room. */
  keepSeen() {
    this.feeds.forEach((feed) => feed.keepSeen());
  }

  #tidy() {
    this.keepSeen();
    for (const feed of this.feeds.values()) if (feed !== this.current) feed.log.trim(BACKGROUND_MESSAGES);
    if (!document.hidden && this.connectionState === 'online') this.refreshRooms();
  }

  #connectionIs(state) {
    if (state === 'online') {
      this.#joinAll();
      this.outbox.connected((frame) => this.#connection.send(frame));
      this.refreshRooms();
    } else {
      this.feeds.forEach((feed) => feed.disconnected());
      this.outbox.disconnected();
    }
    this.#events.changed();
  }

  async #refused() {
    const failure = await this.api.rooms().then(() => null, (error) => error);
    if (failure?.status !== 401) return false;
    this.#events.signedOut(failure.message);
    return true;
  }

  #frame(frame) {
    switch (frame.type) {
      case 'accepted': return this.outbox.accepted(frame.messageId);
      case 'message': return this.feeds.get(frame.room)?.message(frame);
      case 'redacted': return this.#redacted(frame);
      case 'activity': return this.#activity(frame);
      case 'notification': return this.#notification(frame);
      case 'error': return this.#error(frame);
      default: return undefined; // A later version of the protocol may say more.
    }
  }

  #arrived({ sender, messageId }) {
    if (sender === this.user) this.outbox.arrived(messageId);
  }

  #redacted(frame) {
    this.feeds.get(frame.room)?.redacted(frame);
    for (const notification of this.notifications) {
      if (notification.messageId === frame.messageId) notification.preview = 'Message removed';
    }
    this.#events.changed();
  }

  #activity(frame) {
    this.feeds.get(frame.room)?.activity.close(frame);
    this.#events.changed();
  }

  #notification(frame) {
    if (this.notifications.some(({ notificationId }) => notificationId === frame.notificationId)) return;
    const notification = { ...frame, at: Date.now() };
    this.notifications = [notification, ...this.notifications].slice(0, KEPT_NOTIFICATIONS);
    this.#events.notified(notification);
    if (!this.feeds.has(frame.room)) this.refreshRooms();
    this.#events.changed();
  }

  #error({ code, detail, messageId }) {
    const text = sentence(detail || `the server answered “${code}”`);
    if (messageId && NOT_NOW.includes(code)) this.outbox.pause(text);
    else if (messageId) this.outbox.rejected(messageId, text);
    else this.#events.failed(text);
  }
}

function socketUrl() {
  const url = new URL('/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
