package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events whose total number of attempts is not greater than that in place, which is three by default. */
class ExhaustedInPlaceTest extends CountingTest {

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
    DeadLetterOperations letters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void itIsTriedAsOftenAsItMayBeInAllAndIsADeadLetterThatHoldsItsKeyUntilItIsReplayed() {
        Counting.FAILING.add(2101);
        publish(2101);

        Row letter = awaitLetter("key = $1");
        publish(2102);

        assertThat(letter.getInteger("attempts")).isEqualTo(2);
        assertThat(letter.getOffsetDateTime("first_failed_at")).isBefore(letter.getOffsetDateTime("last_failed_at"));
        await().atMost(LONG).until(() -> waiting("due_at is null and not held") == 1);
        assertThat(waiting("held and attempts = 2")).isEqualTo(1);
        assertThat(Collections.frequency(Counting.FAILED, 2101)).isEqualTo(2);

        Counting.FAILING.clear();
        letters.replay(letter.getLong("id"), "ann").await().atMost(LONG);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.counted(name, 2)).containsExactly(2101, 2102);
        }
        await().atMost(LONG).until(() -> waiting("true") == 0);
    }

    @Test
    void withoutAKeyItHoldsNothing() {
        Counting.FAILING.add(2201);
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(withoutKey(2201));
        }

        Row letter = awaitLetter("event_id = $1");

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

    private Row awaitLetter(String condition) {
        return Tables.awaitRow(pool, "select * from baton_dead_letter where " + condition, name);
    }
}
