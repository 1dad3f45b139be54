package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Work;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a process does while nothing happens: each loop looks with one statement, once in fifty intervals. */
class QuietProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOKS = 4;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Counting.CLASSES).addClasses(MadeUpSink.class, RecordedDatabase.class))
            .overrideConfigKey("baton.relay.poll-interval", "20ms")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Inject
    RecordedDatabase database;

    @Inject
    Activities activities;

    @BeforeEach
    void untilAllIsQuiet() {
        await().atMost(PATIENCE)
                .until(() -> activities.of(Work.OUTBOX).quiet()
                        && activities.of(Work.RETRIES).quiet());
    }

    @Test
    void aLookOfALoopIsOneStatement() {
        awaitLooks(1); // the last busy round is over
        awaitLooks(LOOKS);

        List<String> sent = List.copyOf(database.statements);

        assertThat(sent).doesNotContain(RecordedDatabase.TRANSACTION);
        assertThat(sent.stream().filter(sql -> sql.contains("baton_outbox"))).allMatch(QuietProcessTest::looksAtOutbox);
        assertThat(sent.stream().filter(sql -> sql.contains("due_at - clock_timestamp()")))
                .as("the retry table is looked at about as often")
                .hasSizeBetween(1, 2 * LOOKS);
    }

    private void awaitLooks(int count) {
        database.statements.clear();
        await().atMost(PATIENCE)
                .until(() -> database.statements.stream()
                                .filter(QuietProcessTest::looksAtOutbox)
                                .count()
                        >= count);
    }

    private static boolean looksAtOutbox(String sql) {
        return sql.contains("not_before - clock_timestamp()");
    }
}
