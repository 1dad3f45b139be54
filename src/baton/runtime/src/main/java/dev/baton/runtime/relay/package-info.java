/** Publishes the outbox in key order, at least once, and deletes the confirmed events. */
@NullMarked
package dev.baton.runtime.relay;

import org.jspecify.annotations.NullMarked;
