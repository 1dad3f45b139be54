package dev.baton.triggers.manifest;

/**
 * A KafkaSink, which stores the events that are sent to it in a topic. The key of a record is the key of its event.
 *
 * @param structured whether records are in structured mode; otherwise in binary mode
 */
public record KafkaSink(String name, String topic, int partitions, boolean structured) {}
