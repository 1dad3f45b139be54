/** Replies from Kafka topics. */
package dev.baton.runtime.request.kafka;
