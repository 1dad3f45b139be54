package dev.baton.triggers.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final TopicPartition TWO = new TopicPartition("t", 2);

    private final Progress progress = new Progress();

    @Test
    void whatIsDoneBeyondSomethingUndoneDoesNotCount() {
        progress.begun(ONE, 5);
        progress.begun(ONE, 6);
        progress.begun(ONE, 9);
        progress.done(ONE, 6);
        assertThat(progress.toCommit()).isEqualTo(at(ONE, 5));

        progress.done(ONE, 5);
        assertThat(progress.toCommit()).isEqualTo(at(ONE, 9));

        progress.done(ONE, 9);
        assertThat(progress.toCommit()).isEqualTo(at(ONE, 10));
        assertThat(progress.size()).isZero();
    }

    @Test
    void onlyChangesAreCommittedUntilThatFails() {
        progress.begun(TWO, 0);
        progress.done(TWO, 0);
        assertThat(progress.toCommit()).isEqualTo(at(TWO, 1));
        assertThat(progress.toCommit()).isEmpty();

        progress.notCommitted();
        assertThat(progress.toCommit()).isEqualTo(at(TWO, 1));
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }
}
