package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Waits until the platform is idle: every record is consumed, and no event waits for a retry or to be published. */
final class Drain {
    /** Longer than the max.poll.interval.ms for which a group may wait for a member that vanished, several times. */
    private static final Duration LONGEST = Duration.ofSeconds(480);

    private final Tables tables;
    private final Groups groups;
    private final Ledger ledger;

    Drain(Tables tables, Groups groups, Ledger ledger) {
        this.tables = tables;
        this.groups = groups;
        this.ledger = ledger;
    }

    void await() {
        Awaitility.await("all is consumed, outbox and retry table are empty")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(this::assertDrained);
    }

    private void assertDrained() throws Exception {
        Map<TopicPartition, Long> before = groups.ends(ledger.topics());
        assertConsumed();
        assertThat(tables.select("select function, key, attempts, held, error_class from baton_retry limit 5"))
                .as("waiting for a retry")
                .isEmpty();
        assertThat(tables.select("select type, key, not_before from baton_outbox limit 5"))
                .as("waiting to be published")
                .isEmpty();
        assertConsumed();
        assertThat(groups.ends(ledger.topics())).as("nothing came meanwhile").isEqualTo(before);
    }

    private void assertConsumed() throws Exception {
        for (String topic : ledger.topics()) {
            for (String function : ledger.functions(topic)) {
                assertThat(groups.lag(function, topic))
                        .as("lag of %s", function)
                        .isZero();
            }
        }
    }
}
