package dev.baton.deployment.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.deployment.delivery.Counting.Step;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events whose total number of attempts is not greater than that in place, which is three by default. */
class ExhaustedInPlaceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms")
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.attempts", "2")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    EventPublisher publisher;

    @Inject
    DeadLetterOperations letters;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String name;

    @BeforeEach
    void begin() {
        name = UUID.randomUUID().toString();
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
    }

    @AfterEach
    void stopFailing() {
        Counting.FAILING.clear();
    }

    @Test
    void itIsTriedAsOftenAsItMayBeInAllAndIsADeadLetterThatHoldsItsKeyUntilItIsReplayed() {
        Counting.FAILING.add(2101);
        publish(2101);

        Row letter = awaitLetter("key = $1", name);
        publish(2102);

        assertThat(letter.getInteger("attempts")).isEqualTo(2);
        assertThat(letter.getOffsetDateTime("first_failed_at")).isBefore(letter.getOffsetDateTime("last_failed_at"));
        await().atMost(LONG).until(() -> waiting("due_at is null and not held") == 1);
        assertThat(waiting("held and attempts = 2")).isEqualTo(1);
        assertThat(Collections.frequency(Counting.FAILED, 2101)).isEqualTo(2);

        Counting.FAILING.clear();
        letters.replay(letter.getLong("id"), "ann").await().atMost(LONG);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.read("counting.counted.v1", name, 2))
                    .extracting(event -> event.get("number"))
                    .containsExactly(2101, 2102);
        }
        await().atMost(LONG).until(() -> waiting("true") == 0);
    }

    @Test
    void withoutAKeyItHoldsNothing() {
        Counting.FAILING.add(2201);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(withoutKey(2201));
        }

        Row letter = awaitLetter("event_id = $1", name);

        assertThat(letter.getString("key")).isNull();
        assertThat(letter.getInteger("attempts")).isEqualTo(2);
        assertThat(count("select count(*) from baton_retry where event_id = $1"))
                .isZero();
    }

    private ProducerRecord<String, byte[]> withoutKey(int number) {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/exhausted","type":"counting.step.v1",
                 "datacontenttype":"application/json","data":{"number":%d}}""".formatted(name, number);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("counting.step.v1", event.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void publish(int number) {
        publisher
                .publish(NewEvent.of(
                        new Step(name, number), UUID.randomUUID().toString(), URI.create("/exhausted"), Instant.now()))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private Row awaitLetter(String condition, String parameter) {
        List<Row> found = new ArrayList<>();
        await().atMost(LONG).until(() -> {
            pool.preparedQuery("select * from baton_dead_letter where " + condition)
                    .executeAndAwait(Tuple.of(parameter))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private long waiting(String condition) {
        return count("select count(*) from baton_retry where key = $1 and " + condition);
    }

    private long count(String sql) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.of(name))
                .iterator()
                .next()
                .getLong(0);
    }
}
