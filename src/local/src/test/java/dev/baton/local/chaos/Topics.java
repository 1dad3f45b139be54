package dev.baton.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer outside the platform, which writes straight to the topics and keeps trying while the broker is down.
 */
final class Topics implements AutoCloseable {
    static final String POSTED = "chat.message.posted.v1";
    static final String LOGGED = "chat.message.logged.v1";

    private static final long PATIENCE_MINUTES = 10;

    private final KafkaProducer<String, byte[]> producer;

    Topics(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.idempotence",
                true,
                "acks",
                "all",
                // Needed for new topics: see KAFKA-15591.
                "max.in.flight.requests.per.connection",
                1,
                "delivery.timeout.ms",
                Integer.MAX_VALUE,
                "max.block.ms",
                TimeUnit.MINUTES.toMillis(PATIENCE_MINUTES),
                // How soon it notices a new partition.
                "metadata.max.age.ms",
                1000);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends the message in binary mode, and returns when the broker has it. */
    RecordMetadata send(Message message) throws Exception {
        return send(record(message));
    }

    RecordMetadata send(ProducerRecord<String, byte[]> record) throws Exception {
        return sendSoon(record).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    /** Sends a record asynchronously; records of the same key stay in the order of the calls. */
    Future<RecordMetadata> sendSoon(ProducerRecord<String, byte[]> record) {
        return producer.send(record);
    }

    /** Returns over how many partitions this producer distributes posted messages. */
    int partitions() {
        return producer.partitionsFor(POSTED).size();
    }

    /** Waits until this producer distributes posted messages over that many partitions, which changes those of keys. */
    void awaitPartitions(int partitions) {
        await("the producer knows of %d partitions".formatted(partitions))
                .atMost(Duration.ofMinutes(PATIENCE_MINUTES))
                .until(() -> partitions() == partitions);
    }

    static ProducerRecord<String, byte[]> record(Message message) {
        ObjectNode event = message.event();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                POSTED, message.room(), event.path("data").toString().getBytes(UTF_8));
        event.remove("data");
        event.properties()
                .forEach(attribute ->
                        header(record, attribute.getKey(), attribute.getValue().asText()));
        return record;
    }

    /** Sets a context attribute. */
    static void header(ProducerRecord<String, byte[]> record, String attribute, String value) {
        String name = attribute.equals("datacontenttype") ? "content-type" : "ce_" + attribute;
        record.headers().remove(name).add(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5)); // a test that failed may have left records that can't be sent
    }
}
