package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.NewEvent;
import dev.baton.it.delivery.Counting.Later;
import dev.baton.it.delivery.Counting.Many;
import io.quarkus.test.QuarkusUnitTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the process is minutes off the database's, which decides what is due. */
class ClocksDifferTest extends CountingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClasses(WrongClock.CLASSES))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.delay", "2m")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @AfterEach
    void correct() {
        WrongClock.off = Duration.ZERO;
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void aFailedEventIsRetriedAfterItsPause(int minutes) {
        WrongClock.off = Duration.ofMinutes(minutes);
        Counting.FAILING.add(4100 + minutes);

        publish(4100 + minutes);

        await().atMost(PATIENCE).until(() -> waiting("attempts = 1") == 1);
        assertThat(waiting("due_at > parked_at + interval '59 s' and due_at <= parked_at + interval '2 min'"))
                .isEqualTo(1);
        pool.query("update baton_retry set due_at = now()").executeAndAwait();
        await().atMost(PATIENCE).until(() -> waiting("attempts = 2") == 1);
        assertThat(waiting("due_at > now() + interval '1 min' and due_at <= now() + interval '4 min'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void aDelayedFollowUpIsPublishedAfterItsDelay(int minutes) {
        WrongClock.off = Duration.ofMinutes(minutes);

        publisher
                .publish(NewEvent.of(new Many(name, 600_000), name, source, Instant.now()))
                .await()
                .atMost(PATIENCE);

        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from baton_outbox where key = $1 and type like '%later%'") == 1);
        assertThat(count("select count(*) from baton_outbox where key = $1 and type like '%later%'"
                        + " and not_before between now() + interval '8 min' and now() + interval '10 min'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void anEventIsNotPublishedBeforeItsTime(int minutes) {
        WrongClock.off = Duration.ofMinutes(minutes);
        Instant time = Instant.now().plusSeconds(600);

        publisher
                .publish(NewEvent.of(new Later(name), UUID.randomUUID().toString(), source, Instant.now())
                        .withNotBefore(time))
                .await()
                .atMost(PATIENCE);

        assertThat(count("select count(*) from baton_outbox where key = $1 and not_before > now() + interval '8 min'"))
                .isEqualTo(1);
    }
}
