package dev.baton.it.versions;

import static org.awaitility.Awaitility.await;

import dev.baton.it.delivery.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker as seen from outside the applications. */
public final class GameTopics implements AutoCloseable {

    private final Map<String, Object> settings;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    public GameTopics(String bootstrapServers) {
        settings = Map.of("bootstrap.servers", bootstrapServers);
        admin = Admin.create(settings);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends an event in binary mode. */
    public void send(String topic, String type, String key, String data) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, data.getBytes(StandardCharsets.UTF_8));
        producer.send(Broker.binary(record, UUID.randomUUID().toString(), "/players", type, "application/json"));
        producer.flush();
    }

    /** Sends so many moves of one piece, each with so many bytes before they are compressed. */
    void sendCompressed(String topic, String piece, int bytes, int count) {
        sendLarge(topic, Collections.nCopies(count, piece), bytes, "gzip");
    }

    /** Sends a move of each piece, each with so many bytes before they are compressed. */
    void sendLarge(String topic, List<String> pieces, int bytes, String compression) {
        Map<String, Object> compressing = new HashMap<>(settings);
        compressing.put("compression.type", compression);
        compressing.put("max.request.size", 2 * bytes);
        compressing.put("buffer.memory", 2L * bytes);
        String blank = " ".repeat(bytes);
        try (var large = new KafkaProducer<>(compressing, new StringSerializer(), new ByteArraySerializer())) {
            for (String piece : pieces) {
                byte[] move =
                        ("{\"piece\":\"" + piece + "\",\"number\":0" + blank + "}").getBytes(StandardCharsets.UTF_8);
                large.send(Broker.binary(
                        new ProducerRecord<>(topic, piece, move),
                        UUID.randomUUID().toString(),
                        "/players",
                        topic,
                        "application/json"));
            }
        }
    }

    Set<String> names() throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get();
    }

    /** Returns the types of the first events of this key. */
    List<String> types(String topic, String key, int count) {
        List<String> types = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        types.add(header(record, "ce_type"));
                    }
                });
                return types.size() >= count;
            });
        }
        return types;
    }

    /** Returns the events of the topic so far: source and id, separated by a space. */
    public List<String> events(String topic) {
        List<String> events = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(event -> events.add(header(event, "ce_source") + " " + header(event, "ce_id")));
            }
        }
        return events;
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Returns how many members of the group have partitions. */
    public long working(String group) throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(Set.of(group)).describedGroups().get(group).get().members().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
