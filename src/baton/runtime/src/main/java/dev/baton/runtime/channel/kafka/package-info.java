/**
 * Functions that take their events from Kafka topics. Records are delivered partition by partition, and offsets are
 * committed after the transaction.
 */
@NullMarked
package dev.baton.runtime.channel.kafka;

import org.jspecify.annotations.NullMarked;
