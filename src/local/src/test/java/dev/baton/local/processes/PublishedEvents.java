package dev.baton.local.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topics from their beginning. */
public final class PublishedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrapServers;

    public PublishedEvents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * One record.
     *
     * @param timestamp the time at which its producer sent it, in milliseconds
     * @param attributes the CloudEvents context attributes; empty if the record is not a CloudEvent
     * @param data a missing node if the data is not JSON
     */
    public record Published(int partition, long timestamp, Map<String, String> attributes, JsonNode data) {

        public String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }

        /** Returns the source and id. */
        public String identity() {
            return attribute("source") + " " + attribute("id");
        }
    }

    /** Returns the data of the events of one type and room, in the order of their partition. */
    List<JsonNode> of(String type, String room) {
        return all(type).stream()
                .filter(data -> data.path("room").asText().equals(room))
                .toList();
    }

    /** Returns the data of each event (by source and id) once, however often it was published. */
    List<JsonNode> all(String type) {
        return once(type).stream().map(Published::data).toList();
    }

    /** Returns the first record of each event (by source and id), in the order of their partitions. */
    public List<Published> once(String type) {
        Map<String, Published> events = new LinkedHashMap<>();
        for (Published event : records(type)) {
            events.putIfAbsent(event.identity(), event);
        }
        return List.copyOf(events.values());
    }

    /** Returns every record of a topic, in the order of its partition. */
    public List<Published> records(String topic) {
        List<Published> records = new ArrayList<>();
        read(topic, record -> records.add(published(record)));
        return records;
    }

    private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    private static Published published(ConsumerRecord<String, byte[]> record) {
        JsonNode value = json(record.value());
        Map<String, String> attributes = new TreeMap<>();
        if (value.has("specversion")) {
            value.fields()
                    .forEachRemaining(field ->
                            attributes.put(field.getKey(), field.getValue().asText()));
            return new Published(record.partition(), record.timestamp(), attributes, value.path("data"));
        }
        for (Header header : record.headers()) {
            if (header.key().startsWith("ce_")) {
                attributes.put(header.key().substring(3), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Published(record.partition(), record.timestamp(), attributes, value);
    }

    private static JsonNode json(byte[] value) {
        try {
            return value == null ? MissingNode.getInstance() : JSON.readTree(value);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
