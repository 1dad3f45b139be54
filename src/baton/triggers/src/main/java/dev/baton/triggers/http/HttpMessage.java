package dev.baton.triggers.http;

import io.vertx.core.MultiMap;

/** Headers and body of an event that is sent. */
record HttpMessage(MultiMap headers, byte[] body) {}
