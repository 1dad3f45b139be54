package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pauses of a failed event in the retry table. The test does not wait for them, but makes the event due. */
class RetryPausesTest extends CountingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms")
            .overrideConfigKey("baton.retry.delay", "10m")
            .overrideConfigKey("baton.retry.max-delay", "10h")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Test
    void thePausesBeginWithTheDelayAndDoubleWithEachAttemptOutOfTheTable() {
        Counting.FAILING.add(2301);
        publish(2301);

        for (int round = 0; round < 3; round++) {
            int attempts = 3 + round;
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting("attempts = " + attempts) == 1);
            long longest = 10L << round;
            assertThat(
                            count(
                                    "select (extract(epoch from due_at - last_failed_at) / 60)::bigint from baton_retry where key = $1"))
                    .as("minutes behind attempt %d", attempts)
                    .isBetween(longest / 2, longest);
            pool.preparedQuery("update baton_retry set due_at = now() where key = $1")
                    .executeAndAwait(Tuple.of(name));
        }
    }
}
