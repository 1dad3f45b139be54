package dev.baton.it.delivery;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker as seen from outside the application. */
public final class Broker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> client;
    private final KafkaProducer<String, byte[]> producer;

    public Broker(String bootstrapServers) {
        this(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** @param client the configuration of its clients */
    public Broker(Map<String, Object> client) {
        this.client = client;
        this.producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }

    public void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    /** Sends the record together with others. */
    void sendSoon(ProducerRecord<String, byte[]> record) {
        producer.send(record);
    }

    /** Turns the record into an event in binary mode, with the type of its topic and this key. */
    public static ProducerRecord<String, byte[]> binary(
            ProducerRecord<String, byte[]> record, String id, String source, String contentType) {
        return binary(record, id, source, record.topic(), contentType);
    }

    public static ProducerRecord<String, byte[]> binary(
            ProducerRecord<String, byte[]> record, String id, String source, String type, String contentType) {
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        source,
                        "ce_type",
                        type,
                        "ce_subject",
                        record.key(),
                        "content-type",
                        contentType)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /**
     * Returns the data of the events of this key, from the beginning of the topic, once there are this many. Fails if
     * there are more.
     */
    public List<Map<String, Object>> read(String topic, String key, int count) {
        return records(topic, key, count).stream()
                .map(record -> parse(record.value()))
                .toList();
    }

    /** Returns the numbers that the application {@link Counting} counted for this key. */
    List<Object> counted(String key, int count) {
        return read("counting.counted.v1", key, count).stream()
                .map((Map<String, Object> event) -> event.get("number"))
                .toList();
    }

    /** As {@link #read}, but repetitions of an event, which may come at any time, do not count. */
    public List<Map<String, Object>> readDistinct(String topic, String key, int count) {
        return distinct(found(topic, key, found -> distinct(found).size() >= count));
    }

    private static List<Map<String, Object>> distinct(List<ConsumerRecord<String, byte[]>> found) {
        return found.stream().map(record -> parse(record.value())).distinct().toList();
    }

    /** As {@link #ids}, but repetitions of an event do not count. */
    List<String> distinctIds(String topic, String key, int count) {
        return found(
                        topic,
                        key,
                        found -> found.stream().map(Broker::id).distinct().count() >= count)
                .stream()
                .map(Broker::id)
                .distinct()
                .toList();
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    /** Returns the ids of the events of this key. */
    public List<String> ids(String topic, String key, int count) {
        return records(topic, key, count).stream().map(Broker::id).toList();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, String key, int count) {
        List<ConsumerRecord<String, byte[]>> found = found(topic, key, some -> some.size() >= count);
        if (found.size() > count) {
            throw new AssertionError("more than " + count + " events: " + found.size());
        }
        return found;
    }

    /** The records of this key, up to the end of a poll after which there are enough. */
    private List<ConsumerRecord<String, byte[]>> found(
            String topic, String key, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = await("partitions of " + topic)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> partitions(consumer, topic), some -> !some.isEmpty());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                }
                return enough.test(found);
            });
        }
        return found;
    }

    /** Returns no partitions while the topic is being created. */
    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static Map<String, Object> parse(byte[] json) {
        try {
            return JSON.readValue(json, new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
