package dev.baton.it.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function that takes its events from a channel that is not a Kafka channel. */
class ChannelTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Sensors.CLASSES))
            .overrideConfigKey("baton.functions.keep-measurement.channel", "measurements")
            .overrideConfigKey("baton.functions.keep-measurement.event.source", "/sensors/{/device}")
            .overrideConfigKey("baton.functions.keep-measurement.event.id", "{/device}-{/sequence}")
            .overrideConfigKey("baton.functions.keep-measurement.event.subject", "{/device}")
            .overrideConfigKey("mp.messaging.incoming.measurements.connector", InMemoryConnector.CONNECTOR)
            .overrideConfigKey("baton.delivery.batch-size", "10")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.attempts", "3")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms")
            .overrideConfigKey("baton.retry.max-delay", "100ms");

    @Inject
    @Connector(InMemoryConnector.CONNECTOR)
    InMemoryConnector connector;

    @Inject
    KafkaClientService clients;

    @Inject
    Pool pool;

    private String device;
    private CompletableFuture<Void> acknowledged;
    private AtomicInteger refused;

    /** All tests of an application share one instance of this class. */
    @BeforeEach
    void begin() {
        device = UUID.randomUUID().toString();
        acknowledged = new CompletableFuture<>();
        refused = new AtomicInteger();
    }

    @Test
    void plainJsonBecomesAnEventAsConfigured() {
        send(json(device, 21, 1));

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(Sensors.MEASURED).contains(device + "=21 /sensors/" + device + " " + device + "-1");
    }

    @Test
    void anEventInJsonFormatIsReadWhateverThePayloadsType() {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/structured","type":"sensors.measured.v1","subject":"%s",
                 "data":{"device":"%s","celsius":22}}""".formatted(device, device, device);

        send(event.getBytes(StandardCharsets.UTF_8));

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(Sensors.MEASURED).contains(device + "=22 /structured " + device);
    }

    @Test
    void aMessageIsAcknowledgedAfterTheCommitAndNotBefore() {
        Sensors.WAITING.add(device);
        send(json(device, 23, 1));
        await("it is delivered").atMost(LONG).until(() -> Sensors.BEGUN.contains(device));
        assertThat(acknowledged).isNotDone();

        Sensors.WAITING.remove(device);

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(inbox(device + "-1")).isEqualTo(1);
    }

    @Test
    void theSameMessageTwiceTakesEffectOnceAndBothAreAcknowledged() {
        CompletableFuture<Void> again = new CompletableFuture<>();
        send(json(device, 24, 1));
        connector.source("measurements").send(Message.of(json(device, 24, 1), () -> done(again)));

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(again).succeedsWithin(LONG);
        assertThat(Sensors.MEASURED.stream().filter(one -> one.startsWith(device)))
                .hasSize(1);
    }

    @Test
    void manyMessagesAreHandledInOrder() {
        IntStream.range(0, 200).forEach(i -> connector.source("measurements").send(json(device, i, i)));

        await("all are handled").atMost(LONG).until(() -> handled() == 200);
        assertThat(Sensors.MEASURED.stream().filter(one -> one.startsWith(device)))
                .extracting(one -> one.substring(one.indexOf('=') + 1, one.indexOf(' ')))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    }

    @Test
    void aRefusedEventIsADeadLetterAndItsMessageIsAcknowledged() {
        send(json(device, Sensors.REFUSED, 1));

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(letters(device + "-1")).isEqualTo(1);
        assertThat(refused).hasValue(0);
    }

    @Test
    void aMessageThatIsNoEventIsADeadLetterAndAcknowledged() {
        send("{\"device\":\"" + device + "\",\"celsius\":1}");

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(count(
                        "select count(*) from baton_dead_letter where error_message like '%' || $1 || '%'",
                        "/sequence"))
                .isPositive();
        assertThat(refused).hasValue(0);
    }

    @Test
    void aMessageThatTheDatabaseCannotKeepNowWaitsAndLaterOnesBehindIt() {
        renameDeadLetters("", "_hidden");
        try {
            send(json(device, Sensors.REFUSED, 1));
            connector.source("measurements").send(json(device, 25, 2));

            await("many attempts").atMost(LONG).until(() -> Sensors.attempts(device) > 6);
            assertThat(refused).hasValue(0);
            assertThat(acknowledged).isNotDone();
            assertThat(handled()).isZero();
        } finally {
            renameDeadLetters("_hidden", "");
        }
        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(letters(device + "-1")).isEqualTo(1);
        await("the later one").atMost(LONG).until(() -> handled() == 1);
    }

    @Test
    void aMessageThatNoTableTakesInAnyFormIsAcknowledgedNegatively() {
        refuse(device + "-1");

        send(json(device, Sensors.REFUSED, 1));

        await("refused").atMost(LONG).until(() -> refused.get() == 1);
        assertThat(acknowledged).isNotDone();
        assertThatLaterOnesGoOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROWS", "NULL", "FAILS"})
    void theChannelGoesOnWhenAnAcknowledgementFails(String stage) {
        connector.source("measurements").send(Message.of(json(device, 26, 1), BadStage.valueOf(stage)));

        await("handled").atMost(LONG).until(() -> handled() == 1);
        assertThatLaterOnesGoOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROWS", "NULL", "FAILS"})
    void theChannelGoesOnWhenANegativeAcknowledgementFails(String stage) {
        refuse(device + "-1");

        connector
                .source("measurements")
                .send(Message.of(json(device, Sensors.REFUSED, 1), () -> done(acknowledged), failure -> {
                    refused.incrementAndGet();
                    return BadStage.valueOf(stage).get();
                }));

        await("refused").atMost(LONG).until(() -> refused.get() == 1);
        assertThatLaterOnesGoOn();
    }

    @Test
    void messagesOfOnePayloadThatAreNoEventsAreADeadLetterEach() {
        CompletableFuture<Void> again = new CompletableFuture<>();
        String payload = "no event " + device;

        send(payload);
        connector.source("measurements").send(Message.of(payload, () -> done(again)));

        assertThat(acknowledged).succeedsWithin(LONG);
        assertThat(again).succeedsWithin(LONG);
        assertThat(count("select count(*) from baton_dead_letter where data = convert_to($1, 'UTF8')", payload))
                .isEqualTo(2);
    }

    /** Adds constraints by which PostgreSQL rejects the event with this id. */
    private void refuse(String id) {
        for (String table : List.of("baton_dead_letter", "baton_retry")) {
            pool.query("alter table %s add check (event_id <> '%s') not valid".formatted(table, id))
                    .executeAndAwait();
        }
    }

    private void assertThatLaterOnesGoOn() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        connector.source("measurements").send(Message.of(json(device, 27, 2), () -> done(next)));
        assertThat(next).succeedsWithin(LONG);
    }

    /** The ways in which a connector's acknowledgement may end. */
    enum BadStage implements Supplier<CompletionStage<Void>> {
        THROWS {
            @Override
            public CompletionStage<Void> get() {
                throw new IllegalStateException("thrown by the connector");
            }
        },
        NULL {
            @Override
            public CompletionStage<Void> get() {
                return null;
            }
        },
        FAILS {
            @Override
            public CompletionStage<Void> get() {
                return CompletableFuture.failedFuture(new IllegalStateException("failed by the connector"));
            }
        }
    }

    private void renameDeadLetters(String from, String to) {
        pool.query("alter table baton_dead_letter%s rename to baton_dead_letter%s".formatted(from, to))
                .executeAndAwait();
    }

    @Test
    void theFunctionHasNoKafkaChannel() {
        assertThat(clients.getConsumerChannels()).isEmpty();
    }

    private void send(Object payload) {
        CompletableFuture<Void> whenAcknowledged = acknowledged;
        AtomicInteger whenRefused = refused;
        connector.source("measurements").send(Message.of(payload, () -> done(whenAcknowledged), failure -> {
            whenRefused.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }));
    }

    private static CompletableFuture<Void> done(CompletableFuture<Void> future) {
        future.complete(null);
        return CompletableFuture.completedFuture(null);
    }

    private static String json(String device, int celsius, int sequence) {
        return "{\"device\":\"%s\",\"celsius\":%d,\"sequence\":%d}".formatted(device, celsius, sequence);
    }

    private long handled() {
        return Sensors.MEASURED.stream().filter(one -> one.startsWith(device)).count();
    }

    private long inbox(String id) {
        return Tables.inbox(pool, "keep-measurement", "/sensors/" + device, id);
    }

    private long letters(String id) {
        return count("select count(*) from baton_dead_letter where event_id = $1", id);
    }

    private long count(String sql, String value) {
        return Tables.number(pool, sql, value);
    }
}
