package dev.baton.triggers.manifest;

/**
 * A KafkaSink: what is sent to it goes to a topic, whose key is the event's.
 *
 * @param structured whether records are in structured mode; else in binary mode
 */
public record KafkaSink(String name, String topic, int partitions, boolean structured) {}
