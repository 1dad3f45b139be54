package dev.baton.triggers.log;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.cloudevents.KafkaBinding;
import dev.baton.triggers.error.TriggersException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A log of events in a Kafka topic. Events with the same key keep the order in which they were appended. */
public final class EventLog implements AutoCloseable {

    private static final int START_SECONDS = 30;
    private static final String MOST_BYTES = "4194304";

    private final String bootstrapServers;
    private final String topic;
    private final boolean structured;
    private final KafkaProducer<String, byte[]> producer;

    /**
     * Opens the log and creates its topic if it does not exist. Blocks.
     *
     * @param structured whether records are in structured mode; otherwise in binary mode, which preserves the data byte
     *     for byte
     */
    public static EventLog open(String bootstrapServers, String topic, int partitions, boolean structured) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(wanted.configs(Map.of("max.message.bytes", MOST_BYTES))))
                    .all()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unreachable(bootstrapServers, topic, e.getCause());
            }
        } catch (TimeoutException | KafkaException e) {
            throw unreachable(bootstrapServers, topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(bootstrapServers, topic, e);
        }
        return new EventLog(bootstrapServers, topic, structured);
    }

    private static TriggersException unreachable(String bootstrapServers, String topic, @Nullable Throwable cause) {
        return new TriggersException(
                "The local triggers can't create or read their topic '%s' on the Kafka broker at %s: %s. Is it running?"
                        .formatted(topic, bootstrapServers, cause),
                cause);
    }

    private EventLog(String bootstrapServers, String topic, boolean structured) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.structured = structured;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        // With more than one request in flight, a new topic can block a key forever: see KAFKA-15591.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MOST_BYTES,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        1_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Appends events. Completes once the broker has stored all of them; if it fails, some may be stored nevertheless.
     */
    public CompletionStage<Void> append(List<Event> events) {
        List<CompletableFuture<Void>> stored = new ArrayList<>(events.size());
        events.forEach(event -> stored.add(append(event)));
        return CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> append(Event event) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        try {
            producer.send(record(event), (metadata, failure) -> complete(stored, failure));
        } catch (KafkaException e) {
            stored.completeExceptionally(e);
        }
        return stored;
    }

    private ProducerRecord<String, byte[]> record(Event event) {
        Headers headers = new RecordHeaders();
        byte[] value = structured ? KafkaBinding.writeStructured(event, headers) : KafkaBinding.write(event, headers);
        return new ProducerRecord<>(topic, null, Extensions.text(event, Extensions.PARTITION_KEY), value, headers);
    }

    private static void complete(CompletableFuture<Void> stored, Exception failure) {
        if (failure == null) {
            stored.complete(null);
        } else {
            stored.completeExceptionally(failure);
        }
    }

    /**
     * Starts a reader for one Trigger, which continues at its last position; a new Trigger begins at the end. Blocks
     * until the position is known.
     */
    public LogReader reader(String trigger, LogReader.Target target) {
        return LogReader.start(bootstrapServers, topic, trigger, target);
    }

    @Override
    public void close() {
        producer.close();
    }
}
