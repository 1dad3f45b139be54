/** Publishes the outbox in key order, at least once, and deletes the confirmed events. */
package dev.baton.runtime.relay;
