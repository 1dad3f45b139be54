package dev.baton.triggers.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.KafkaCase;
import dev.baton.cases.KafkaCases;
import dev.baton.cloudevents.Event;
import dev.baton.embedded.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LogReaderTest {

    private static final String TYPE = "notes.written.v1";

    private final String topic = "log-" + UUID.randomUUID();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    /** A record that is not an event, which a function makes a dead letter, is skipped here. */
    @Test
    void everyRecordThatIsAnEventIsHandedOut() {
        try (EmbeddedBroker broker = new EmbeddedBroker().start();
                EventLog log = EventLog.open(broker.bootstrapServers(), topic, 1, false);
                LogReader reader = LogReader.start(broker.bootstrapServers(), topic, "cases", this::take)) {
            List<String> events = sendAll(broker.bootstrapServers());

            await().atMost(Duration.ofSeconds(60)).until(() -> taken.contains("last"));
            assertThat(taken).isEqualTo(events);
        }
    }

    private CompletableFuture<Void> take(int partition, Event event) {
        taken.add(event.getId());
        return CompletableFuture.completedFuture(null);
    }

    /** Returns the ids of the events among the records, in order. */
    private List<String> sendAll(String bootstrapServers) {
        List<String> events = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (KafkaCase sent : KafkaCases.all()) {
                String id = UUID.randomUUID().toString();
                producer.send(record(sent.headers(TYPE, id), sent.value(TYPE, id, "{}")));
                if (sent.isEvent()) {
                    events.add(sent.idOf(id));
                }
            }
            Headers last = new RecordHeaders();
            Map.of("specversion", "1.0", "id", "last", "source", "/cases", "type", TYPE)
                    .forEach((name, value) -> last.add("ce_" + name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record(last, new byte[0]));
            events.add("last");
        }
        return events;
    }

    private ProducerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
        return new ProducerRecord<>(topic, 0, new byte[0], value, headers);
    }
}
