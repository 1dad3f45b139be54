package dev.baton.deployment.crash;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was published, read along from the beginning. Not thread-safe. */
final class Published implements AutoCloseable {

    /** An event as it was published: what it is called, and what it says. */
    record Event(String topic, String key, String id, String data) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event> events = new ArrayList<>();
    private final List<TopicPartition> partitions = new ArrayList<>();

    Published(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The different events of the topic and key, in the order in which each came first. */
    List<Event> events(String topic, String key) {
        readOn(topic);
        return new ArrayList<>(new LinkedHashSet<>(events.stream()
                .filter(event -> event.topic().equals(topic) && key.equals(event.key()))
                .toList()));
    }

    private void readOn(String topic) {
        if (partitions.stream().noneMatch(partition -> partition.topic().equals(topic))) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            consumer.assign(partitions);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(10))) {
            String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            events.add(new Event(record.topic(), record.key(), id, new String(record.value(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
