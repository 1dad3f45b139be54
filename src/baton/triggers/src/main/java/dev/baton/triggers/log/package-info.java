/**
 * The storage of events between ingress and subscribers: one Kafka topic, in which each Trigger has its own position.
 */
package dev.baton.triggers.log;
