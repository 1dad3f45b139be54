package dev.baton.deployment.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.deployment.delivery.Counting.Step;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that failed in all their attempts. */
class ExhaustedRetryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.attempts", "4")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    @AfterEach
    void stopFailing() {
        Counting.FAILING.clear();
    }

    @Test
    void itIsADeadLetterWithItsWholeFailureAndHoldsItsKey() {
        String name = UUID.randomUUID().toString();
        Counting.FAILING.add(2001);
        publish(name, 2001);
        publish(name, 2002);

        Row letter = awaitDeadLetter(name);

        assertThat(letter.getString("error_class")).isEqualTo(IllegalStateException.class.getName());
        assertThat(letter.getString("error_message")).isEqualTo("told to fail on 2001");
        assertThat(letter.getString("error_stack")).contains("Counting$CountStep.count");
        assertThat(letter.getString("function")).isEqualTo("count-step");
        assertThat(letter.getInteger("attempts")).isEqualTo(4);
        assertThat(letter.getString("origin")).startsWith("counting.step.v1-0@");
        assertThat(letter.getOffsetDateTime("first_failed_at")).isBefore(letter.getOffsetDateTime("last_failed_at"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("select count(*) from baton_retry where key = $1", name))
                        .isEqualTo(2));
        assertThat(count("select count(*) from baton_retry where key = $1 and held", name))
                .isEqualTo(1);
    }

    private void publish(String key, int number) {
        publisher
                .publish(NewEvent.of(
                        new Step(key, number), UUID.randomUUID().toString(), URI.create("/exhausted"), Instant.now()))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private Row awaitDeadLetter(String key) {
        List<Row> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            pool.preparedQuery("select * from baton_dead_letter where key = $1")
                    .executeAndAwait(Tuple.of(key))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private long count(String sql, String key) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.of(key))
                .iterator()
                .next()
                .getLong(0);
    }
}
