/** Publishes the outbox to a sink over HTTP. */
package dev.baton.runtime.relay.http;
