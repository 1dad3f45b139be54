package dev.baton.deployment.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.deployment.delivery.Counting.Step;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of events that fail, from the topic to the retry table and the dead letters. */
class RetryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms")
            .overrideConfigKey("baton.retry.delay", "50ms")
            .overrideConfigKey("baton.retry.max-delay", "100ms")
            .overrideConfigKey("baton.retry.attempts", "1000000")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final URI source = URI.create("/retry-test/" + UUID.randomUUID());
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
    void laterEventsOfAKeyWaitBehindAFailedOneWhileOthersOfItsPartitionGoOn() {
        String other = UUID.randomUUID().toString();
        Counting.FAILING.add(1001);
        publish(name, 1000, 1001, 1002, 1003);
        publish(other, 0, 1, 2);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(numbers(broker, other, 3)).containsExactly(0, 1, 2);
            assertThat(numbers(broker, name, 1)).containsExactly(1000);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(waiting(name)).isEqualTo(3));

            Counting.FAILING.clear();

            assertThat(numbers(broker, name, 4)).containsExactly(1000, 1001, 1002, 1003);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting(name)).isZero());
    }

    @Test
    void whatAFunctionRefusesForGoodIsADeadLetterAtOnceAndHoldsNothing() {
        publish(name, 666_666, 3001);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(numbers(broker, name, 1)).containsExactly(3001);
            assertThat(broker.ids("counting.step.v1.dead-letter", name, 1)).hasSize(1);
        }
        assertThat(awaitRow("baton_dead_letter", name).getInteger("attempts")).isEqualTo(1);
        assertThat(waiting(name)).isZero();
    }

    @Test
    void aDeadLetterHasTheTimeOfItsFirstFailureWhateverFailedLast() {
        Counting.FAILING.add(666_666);
        publish(name, 666_666);
        Row left = awaitRow("baton_retry", name);
        assertThat(left.getOffsetDateTime("first_failed_at"))
                .as("it failed in place before it was left")
                .isBefore(left.getOffsetDateTime("parked_at"));

        Counting.FAILING.clear();

        Row letter = awaitRow("baton_dead_letter", name);
        assertThat(letter.getOffsetDateTime("first_failed_at")).isEqualTo(left.getOffsetDateTime("first_failed_at"));
        assertThat(letter.getOffsetDateTime("last_failed_at")).isAfter(left.getOffsetDateTime("parked_at"));
    }

    @Test
    void poisonOfEveryKindIsADeadLetterWithItsReasonAndStopsNothing() {
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(new ProducerRecord<>("counting.step.v1", name, "no event".getBytes(StandardCharsets.UTF_8)));
            broker.send(new ProducerRecord<>("counting.step.v1", name, null));
            broker.send(structured("{\"specversion\":\"1.0\",\"id\":"));
            broker.send(structured("""
                    {"specversion":"1.0","id":"nul","source":"/s","type":"counting.step.v1","team":"a\\u0000b","data":{}}"""));
            broker.send(structured("""
                    {"specversion":"1.0","id":"list","source":"/s","type":"counting.step.v1","team":["a"],"data":{}}"""));
            broker.send(binary("truncated", "application/json", "{\"name\":"));
            broker.send(binary("wrong-type", "application/json", "{\"name\":\"" + name + "\",\"number\":\"many\"}"));
            broker.send(binary("invalid", "application/json", "{\"name\":\"" + name + "\",\"number\":-1}"));
            broker.send(binary("content-type", "application/xml", "<step/>"));
            publish(name, 4001);

            assertThat(numbers(broker, name, 1)).containsExactly(4001);
        }
        List<String> reasons = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            reasons.clear();
            pool.query("select error_message from baton_dead_letter order by id")
                    .executeAndAwait()
                    .forEach(row -> reasons.add(row.getString(0)));
            assertThat(reasons)
                    .anyMatch(reason -> reason.contains("is not a CloudEvent"))
                    .anyMatch(reason ->
                            reason.contains("the attribute team can't be read: it contains a control character"))
                    .anyMatch(reason -> reason.contains("the attribute team can't be read: it must be a string"))
                    .anyMatch(reason -> reason.contains("can't be read as counting.step.v1"))
                    .anyMatch(reason -> reason.contains("number must be greater than or equal to 0"))
                    .anyMatch(reason -> reason.contains("'application/xml', not JSON"))
                    .hasSizeGreaterThanOrEqualTo(9);
        });
    }

    private void publish(String key, int... numbers) {
        List<Uni<Void>> published = new ArrayList<>();
        for (int number : numbers) {
            published.add(publisher.publish(
                    NewEvent.of(new Step(key, number), UUID.randomUUID().toString(), source, Instant.now())));
        }
        Uni.join().all(published).andFailFast().await().atMost(Duration.ofSeconds(20));
    }

    private static List<Object> numbers(Broker broker, String key, int count) {
        return broker.read("counting.counted.v1", key, count).stream()
                .map((Map<String, Object> event) -> event.get("number"))
                .toList();
    }

    private ProducerRecord<String, byte[]> structured(String event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("counting.step.v1", name, event.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/cloudevents+json".getBytes());
        return record;
    }

    private ProducerRecord<String, byte[]> binary(String id, String contentType, String data) {
        return Broker.binary(
                new ProducerRecord<>("counting.step.v1", name, data.getBytes(StandardCharsets.UTF_8)),
                id,
                source.toString(),
                contentType);
    }

    private Row awaitRow(String table, String key) {
        List<Row> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            pool.preparedQuery("select * from " + table + " where key = $1")
                    .executeAndAwait(Tuple.of(key))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private long waiting(String key) {
        return pool.preparedQuery("select count(*) from baton_retry where key = $1")
                .executeAndAwait(Tuple.of(key))
                .iterator()
                .next()
                .getLong(0);
    }
}
