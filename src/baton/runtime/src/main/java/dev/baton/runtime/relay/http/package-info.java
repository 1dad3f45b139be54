/** Publishes the outbox to a sink over HTTP. */
@NullMarked
package dev.baton.runtime.relay.http;

import org.jspecify.annotations.NullMarked;
