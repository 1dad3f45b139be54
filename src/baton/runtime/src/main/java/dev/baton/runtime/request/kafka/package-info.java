/** Replies that come from Kafka topics. */
package dev.baton.runtime.request.kafka;
