/** Replies from Kafka topics. */
@NullMarked
package dev.baton.runtime.request.kafka;

import org.jspecify.annotations.NullMarked;
