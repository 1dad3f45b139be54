/** Where events are stored between ingress and subscribers: one Kafka topic, one place in it a Trigger. */
package dev.baton.triggers.log;
