/**
 * The storage of events between ingress and subscribers: one Kafka topic, in which each Trigger has its own position.
 */
@NullMarked
package dev.baton.triggers.log;

import org.jspecify.annotations.NullMarked;
