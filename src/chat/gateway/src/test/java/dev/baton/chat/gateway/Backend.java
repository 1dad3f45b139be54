package dev.baton.chat.gateway;

import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.MessageRedacted;
import dev.baton.cloudevents.KafkaBinding;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the functions behind the gateway: writes the history, and announces it with real events. */
@ApplicationScoped
public class Backend {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String INSERT = """
            insert into chat_message (room, seq, message_id, sender, text, sent_at, reply_to)
            values ($1, $2, $3, 'ada', $4, $5, $6)""";

    @Inject
    Pool pool;

    @Inject
    EventPublisher publisher;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private KafkaProducer<byte[], byte[]> producer;

    public static String messageId(String room, long seq) {
        return UUID.nameUUIDFromBytes((room + seq).getBytes()).toString();
    }

    /** Logs messages 1 to {@code messages} without announcing them. */
    public void log(String room, int messages) {
        logAll(LongStream.rangeClosed(1, messages)
                .mapToObj(seq -> message(room, seq, "text " + seq))
                .toList());
    }

    public void logAll(List<MessageLogged> messages) {
        List<Tuple> rows = messages.stream()
                .map(m -> Tuple.of(
                        m.room(),
                        m.seq(),
                        m.messageId(),
                        m.text(),
                        OffsetDateTime.ofInstant(m.sentAt(), ZoneOffset.UTC),
                        m.replyTo()))
                .toList();
        pool.preparedQuery(INSERT).executeBatchAndAwait(rows);
    }

    /** Logs a message and announces it. */
    public void logAndTell(String room, long seq) {
        MessageLogged message = message(room, seq, "text " + seq);
        logAll(List.of(message));
        tell(message);
    }

    public void redactInHistory(String room, long seq) {
        pool.preparedQuery("update chat_message set redacted_at = now() where room = $1 and seq = $2")
                .executeAndAwait(Tuple.of(room, seq));
    }

    public void redactAndTell(String room, long seq) {
        redactInHistory(room, seq);
        tell(new MessageRedacted(messageId(room, seq), room, seq, List.of("a reason")));
    }

    public void tell(Record event) {
        tellAll(List.of(event));
    }

    public void tellAll(List<? extends Record> events) {
        List<Uni<Void>> published = events.stream().map(this::publish).toList();
        Uni.join().all(published).andFailFast().await().atMost(PATIENCE);
    }

    private Uni<Void> publish(Record event) {
        return publisher.publish(
                NewEvent.of(event, UUID.randomUUID().toString(), URI.create("/backend"), Instant.now()));
    }

    public static MessageLogged message(String room, long seq, String text) {
        Instant sentAt = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seq);
        return new MessageLogged(messageId(room, seq), room, seq, "ada", text, sentAt);
    }

    public static MessageLogged reply(String room, long seq, MessageLogged answered) {
        MessageLogged plain = message(room, seq, "a reply");
        return new MessageLogged(
                plain.messageId(), room, seq, plain.sender(), plain.text(), plain.sentAt(), answered.messageId());
    }

    /** Sends a record that is not an event. */
    public void garbage(String topic) {
        if (producer == null) {
            producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        }
        producer.send(new ProducerRecord<>(topic, "garbage".getBytes()));
        producer.flush();
    }

    /** Returns the first events of messages posted to a room, in the order of the topic. */
    public List<CloudEvent> posted(String room, int events) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor("chat.message.posted.v1").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            consumer.seekToBeginning(List.of());
            List<CloudEvent> found = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key() != null && room.equals(new String(record.key()))) {
                        found.add(KafkaBinding.read(record.headers(), record.value()));
                    }
                }
                return found.size() >= events;
            });
            return found;
        }
    }

    /** Returns how many gateways report that the user has a socket. */
    public long connections(String user) {
        return pool.preparedQuery("select count(*) from chat_connection where member = $1")
                .executeAndAwait(Tuple.of(user))
                .iterator()
                .next()
                .getLong(0);
    }

    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
