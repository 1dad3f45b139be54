/** Publishes the outbox to Kafka topics. */
@NullMarked
package dev.baton.runtime.relay.kafka;

import org.jspecify.annotations.NullMarked;
