/** Publishes the outbox to Kafka topics. */
package dev.baton.runtime.relay.kafka;
