package dev.baton.runtime.channel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneOffsetsTest {

    private final LaneOffsets offsets = new LaneOffsets();

    @Test
    void aPartitionWithoutAPollHasNothingToCommit() {
        assertThat(offsets.uncommitted()).isNegative();
    }

    @Test
    void whatWasPolledIsCommittedWhenItIsHandled() {
        offsets.polled(10, false);
        assertThat(offsets.uncommitted()).isNegative();

        offsets.handled(4, false);
        assertThat(offsets.uncommitted()).isEqualTo(4);

        offsets.handled(9, true);
        assertThat(offsets.uncommitted())
                .as("behind the marker of a transaction")
                .isEqualTo(10);
    }

    @Test
    void aPollWithoutRecordsMovesAPartitionThatWaitsForNothing() {
        offsets.polled(10, false);
        offsets.polled(12, false);
        offsets.handled(9, false);
        assertThat(offsets.uncommitted()).isEqualTo(9);

        offsets.handled(10, true);
        assertThat(offsets.uncommitted()).isEqualTo(12);
        offsets.polled(13, true);
        assertThat(offsets.uncommitted()).isEqualTo(13);
    }

    @Test
    void laterRecordsDoNotMoveTheGroupBackwards() {
        offsets.polled(10, false);
        offsets.handled(9, true);
        offsets.committed(10);

        offsets.polled(20, false);
        assertThat(offsets.uncommitted()).as("10 is still right").isNegative();
        offsets.handled(11, false);
        assertThat(offsets.uncommitted()).isEqualTo(11);
    }

    @Test
    void aTopicThatWasCreatedAgainIsCommittedAgainAtTheSameOffset() {
        offsets.polled(3, false);
        offsets.handled(3, true);
        offsets.committed(3);
        assertThat(offsets.uncommitted()).isNegative();

        offsets.polled(3, false);
        offsets.handled(3, true);

        assertThat(offsets.uncommitted()).isEqualTo(3);
    }

    @Test
    void onlyAHandledRecordIsProgress() {
        offsets.polled(10, true);
        assertThat(offsets.committed(10)).isFalse();

        offsets.polled(11, false);
        offsets.handled(11, true);
        assertThat(offsets.committed(11)).isTrue();
    }
}
