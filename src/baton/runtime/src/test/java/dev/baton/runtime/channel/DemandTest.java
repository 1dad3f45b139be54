package dev.baton.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemandTest {

    private static final long MOST = 1_000;
    private static final long MANY_BYTES = 1_000_000;

    private final Demand demand = new Demand(MOST, MANY_BYTES);
    private long requested = demand.first();
    private long arrived;

    @Test
    void smallMessagesAreRequestedUntilManyAreHeld() {
        arriveAll(10);

        assertThat(arrived).isBetween(MOST, MOST + Demand.REQUESTED_AT_ONCE);
    }

    @Test
    void largeMessagesAreRequestedUntilTheyAreLarge() {
        arriveAll(1_000_000);

        assertThat(arrived).isEqualTo(Demand.REQUESTED_AT_ONCE);
    }

    @Test
    void messagesThatBecomeLargeAreNotRequestedInAdvance() {
        while (arrived < MOST / 2) {
            arrive(10);
        }
        arriveAll(1_000_000);

        assertThat(arrived).isEqualTo(MOST / 2 + Demand.REQUESTED_AT_ONCE);
    }

    @Test
    void theyGoOnWhenSomeAreSettled() {
        arriveAll(1_000_000);
        long before = arrived;

        requested += demand.settled(before - 1, (before - 1) * 1_000_000);
        assertThat(requested).isEqualTo(before);

        requested += demand.settled(1, 1_000_000);
        assertThat(requested).isEqualTo(before + Demand.REQUESTED_AT_ONCE);
    }

    @Test
    void aFeedOfOneMessageAtATimeGoesOn() {
        Demand one = new Demand(2, MANY_BYTES);

        assertThat(one.first()).isEqualTo(2);
        assertThat(one.arrived(10)).isEqualTo(1);
        assertThat(one.arrived(10)).isZero();
        assertThat(one.settled(1, 10)).isEqualTo(1);
    }

    private void arriveAll(long size) {
        while (arrived < requested) {
            arrive(size);
        }
    }

    private void arrive(long size) {
        arrived++;
        requested += demand.arrived(size);
    }
}
