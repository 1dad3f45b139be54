package dev.baton.local.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on the topics: every event once, by source and id, however often it was published. */
final class PublishedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrapServers;

    PublishedEvents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The data of a type's events of one room, in the order of their partition. */
    List<JsonNode> of(String type, String room) {
        return all(type).stream()
                .filter(data -> data.path("room").asText().equals(room))
                .toList();
    }

    List<JsonNode> all(String type) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records(type)) {
            events.putIfAbsent(header(record, "ce_source") + " " + header(record, "ce_id"), data(record));
        }
        return List.copyOf(events.values());
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? structured(record).path(name.substring(3)).asText() : text(header);
    }

    private static JsonNode data(ConsumerRecord<String, byte[]> record) {
        JsonNode value = structured(record);
        return value.has("specversion") ? value.path("data") : value;
    }

    private static JsonNode structured(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(Objects.requireNonNull(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException("A record on " + record.topic() + " is no JSON", e);
        }
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
