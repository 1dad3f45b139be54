package dev.baton.it.outside;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The published events, read continuously from the beginning. Not thread-safe. */
public final class Published implements AutoCloseable {

    /** An event as it was published: its headers are its attributes. */
    public record Event(String topic, String key, Map<String, String> headers, String data) {

        public String id() {
            return headers.get("ce_id");
        }
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event> events = new ArrayList<>();
    private final List<TopicPartition> partitions = new ArrayList<>();

    public Published(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Returns the distinct events of the topic and key, in the order in which each first appeared. A repetition has the
     * same id and data.
     */
    public List<Event> events(String topic, String key) {
        readOn(topic);
        Map<List<String>, Event> different = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.topic().equals(topic) && key.equals(event.key()))
                .forEach(event -> different.putIfAbsent(List.of(event.id(), event.data()), event));
        return List.copyOf(different.values());
    }

    private void readOn(String topic) {
        if (partitions.stream().noneMatch(partition -> partition.topic().equals(topic))) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            consumer.assign(partitions);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(10))) {
            Map<String, String> headers = new TreeMap<>();
            record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            events.add(new Event(record.topic(), record.key(), headers, text(record.value())));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
