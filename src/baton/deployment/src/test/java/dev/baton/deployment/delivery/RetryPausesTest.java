package dev.baton.deployment.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.NewEvent;
import dev.baton.deployment.delivery.Counting.Step;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pauses of a failed event in the retry table. The test does not wait for them, but makes the event due. */
class RetryPausesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms")
            .overrideConfigKey("baton.retry.delay", "10m")
            .overrideConfigKey("baton.retry.max-delay", "10h")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    EventPublisher publisher;

    @Inject
    Pool pool;

    private final String name = UUID.randomUUID().toString();

    @AfterEach
    void stopFailing() {
        Counting.FAILING.clear();
    }

    @Test
    void thePausesBeginWithTheDelayAndDoubleWithEachAttemptOutOfTheTable() {
        pool.query(Counting.CREATE_TABLE).executeAndAwait();
        Counting.FAILING.add(2301);
        publisher
                .publish(NewEvent.of(
                        new Step(name, 2301), UUID.randomUUID().toString(), URI.create("/pauses"), Instant.now()))
                .await()
                .atMost(Duration.ofSeconds(20));

        for (int round = 0; round < 3; round++) {
            int attempts = 3 + round;
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            number("select count(*) from baton_retry where key = $1 and attempts = " + attempts) == 1);
            long longest = 10L << round;
            assertThat(
                            number(
                                    "select (extract(epoch from due_at - last_failed_at) / 60)::bigint from baton_retry where key = $1"))
                    .as("minutes behind attempt %d", attempts)
                    .isBetween(longest / 2, longest);
            pool.preparedQuery("update baton_retry set due_at = now() where key = $1")
                    .executeAndAwait(Tuple.of(name));
        }
    }

    private long number(String sql) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.of(name))
                .iterator()
                .next()
                .getLong(0);
    }
}
