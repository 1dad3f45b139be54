/** Publishes the outbox in key order, at least once, and deletes what was confirmed. */
package dev.baton.runtime.relay;
