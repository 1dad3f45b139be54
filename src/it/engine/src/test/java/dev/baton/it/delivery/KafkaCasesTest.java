package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cases.KafkaCase;
import dev.baton.cases.KafkaCases;
import dev.baton.it.Tables;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outcomes of unusual or malformed records, and the keys by which their events are kept in order. */
class KafkaCasesTest {

    private static final String TOPIC = "counting.step.v1";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms");

    private record Sent(KafkaCase sent, String id, String origin) {}

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final SimpleMeterRegistry measured = new SimpleMeterRegistry();
    private KafkaProducer<String, byte[]> producer;
    private String name;

    @BeforeEach
    void begin() {
        name = UUID.randomUUID().toString();
        ((CompositeMeterRegistry) metrics).add(measured);
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void end() {
        Counting.FAILING.clear();
        producer.close();
        ((CompositeMeterRegistry) metrics).remove(measured);
    }

    @Test
    void eachRecordIsHandledOrADeadLetterOrSkipped() throws Exception {
        List<Sent> all = new ArrayList<>();
        for (KafkaCase sent : KafkaCases.all()) {
            String id = UUID.randomUUID().toString();
            Headers headers = sent.headers(TOPIC, id);
            RecordMetadata place = send(sent.key(), headers, sent.value(TOPIC, id, step(1)));
            all.add(new Sent(sent, sent.idOf(id), TOPIC + "-0@" + place.offset()));
        }
        String last = UUID.randomUUID().toString();
        send(null, headers(last), step(2).getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(60)).until(() -> handled(last));

        Set<String> deadLetters = strings("select origin from baton_dead_letter");
        for (Sent one : all) {
            String outcome = one.sent().outcome();
            assertThat(deadLetters.contains(one.origin()))
                    .as("dead letter: %s", one.sent())
                    .isEqualTo(outcome.equals("dead letter"));
            if (!outcome.equals("dead letter")) {
                assertThat(handled(one.id())).as("handled: %s", one.sent()).isEqualTo(outcome.equals("handled"));
            }
        }
        double skipped = all.stream()
                .filter(one -> one.sent().outcome().equals("skipped"))
                .count();
        await().atMost(Duration.ofSeconds(60)).until(() -> skipped() == skipped);
    }

    @Test
    void theKeyIsThatOfTheDataUnlessThePartitionKeySaysAnother() throws Exception {
        Counting.FAILING.add(5);
        String own = UUID.randomUUID().toString();
        send("lobby", headers("of the data " + name), step(5).getBytes(StandardCharsets.UTF_8));
        send("lobby", headers("of its own " + name).add("ce_partitionkey", own.getBytes()), step(5).getBytes());

        assertThat(awaitKey("baton_retry", "of the data " + name)).isEqualTo(name);
        assertThat(awaitKey("baton_retry", "of its own " + name)).isEqualTo(own);
    }

    @Test
    void whereTheDataCannotBeReadTheMemberOfThatNameIsTheKey() throws Exception {
        send(null, headers("unreadable " + name), step("\"many\"").getBytes(StandardCharsets.UTF_8));
        send(null, headers("broken " + name), step(1).replace("}", ",").getBytes(StandardCharsets.UTF_8));
        send(null, headers("without " + name), "{\"number\":\"many\"}".getBytes(StandardCharsets.UTF_8));
        Headers newer = headers("newer " + name);
        newer.remove("ce_type").add("ce_type", "counting.step.v2".getBytes());
        send(
                null,
                newer,
                "{\"more\":{\"name\":\"x\"},\"name\":\"%s\"}".formatted(name).getBytes());

        assertThat(awaitKey("baton_dead_letter", "unreadable " + name)).isEqualTo(name);
        assertThat(awaitKey("baton_dead_letter", "broken " + name)).isEqualTo(name);
        assertThat(awaitKey("baton_dead_letter", "without " + name)).isEqualTo("cases");
        assertThat(awaitKey("baton_retry", "newer " + name)).isEqualTo(name);
    }

    private double skipped() {
        return measured
                .find("baton.deliveries")
                .tags("function", "count-step", "outcome", "skipped")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private RecordMetadata send(String key, Headers headers, byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(TOPIC, 0, key, value, headers))
                .get();
    }

    private static Headers headers(String id) {
        Headers headers = new RecordHeaders();
        Map.of("specversion", "1.0", "id", id, "source", "/cases", "type", TOPIC, "subject", "cases")
                .forEach((name, value) -> headers.add("ce_" + name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private String step(Object number) {
        return "{\"name\":\"%s\",\"number\":%s}".formatted(name, number);
    }

    private boolean handled(String id) {
        return Tables.inbox(pool, "count-step", "/cases", id) == 1;
    }

    private Set<String> strings(String query) {
        Set<String> found = new HashSet<>();
        pool.query(query).executeAndAwait().forEach(row -> found.add(row.getString(0)));
        return found;
    }

    private String awaitKey(String table, String id) {
        List<Row> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            pool.preparedQuery("select key from " + table + " where event_id = $1")
                    .executeAndAwait(Tuple.of(id))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0).getString(0);
    }
}
