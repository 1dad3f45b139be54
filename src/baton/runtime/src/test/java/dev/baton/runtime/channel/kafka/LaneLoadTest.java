package dev.baton.runtime.channel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LaneLoadTest {

    private static final int KIB = 1024;
    private static final int BATCH = 500;

    private final AtomicLong share = new AtomicLong(64 * KIB);
    private final LaneLoad load = new LaneLoad(BATCH, share::get);

    @Test
    void aPartitionIsPausedAtItsShareOfTheMemoryAndResumedBelowHalfOfIt() {
        assertThat(load.polled(records(1, 32 * KIB))).isFalse();
        assertThat(load.polled(records(1, 32 * KIB))).isTrue();
        assertThat(load.settled(records(1, 32 * KIB))).isFalse();
        assertThat(load.resume()).isFalse();

        share.set(128 * KIB);

        assertThat(load.resume()).isTrue();
    }

    @Test
    void aRecordThatIsLargerThanTheShareIsHandledAlone() {
        assertThat(load.polled(records(1, 1024 * KIB))).isTrue();
        assertThat(load.settled(records(1, 1024 * KIB))).isTrue();
        assertThat(load.resume()).isTrue();
    }

    @Test
    void theHeadersOfSmallRecordsCount() {
        assertThat(load.polled(records(63, 1))).isFalse();
        assertThat(load.polled(records(1, 1))).isTrue();
    }

    @Test
    void inALargeHeapAPartitionIsPausedAtTwoMicroBatchesOrTwoMebibytes() {
        share.set(Long.MAX_VALUE);
        assertThat(load.polled(records(2 * BATCH - 1, 1))).isFalse();
        assertThat(load.polled(records(1, 1))).isTrue();

        LaneLoad large = new LaneLoad(BATCH, share::get);
        assertThat(large.polled(records(1, 1024 * KIB))).isFalse();
        assertThat(large.polled(records(1, 1024 * KIB))).isTrue();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int count, int size) {
        return Collections.nCopies(
                count,
                new ConsumerRecord<>(
                        "topic",
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        size,
                        new byte[0],
                        new byte[0],
                        new RecordHeaders(),
                        Optional.empty()));
    }
}
