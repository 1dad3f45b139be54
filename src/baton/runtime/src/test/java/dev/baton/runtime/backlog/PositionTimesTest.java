package dev.baton.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PositionTimesTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private final PositionTimes times = new PositionTimes();

    @Test
    void anEventHasWaitedSinceItsPositionWasSeenToBeDrawn() {
        times.drawn(100, at(0));
        times.drawn(200, at(10));
        times.drawn(200, at(20));
        times.drawn(300, at(30));

        assertThat(times.secondsSince(150, at(30))).isEqualTo(20);
        assertThat(times.secondsSince(250, at(40))).isEqualTo(10);
        assertThat(times.secondsSince(300, at(40))).isEqualTo(10);
    }

    @Test
    void anEventOfBeforeTheFirstLookHasWaitedSinceThen() {
        times.drawn(100, at(0));

        assertThat(times.secondsSince(1, at(60))).isEqualTo(60);
    }

    @Test
    void nothingWaitsOnceTheOutboxIsEmpty() {
        times.drawn(100, at(0));
        assertThat(times.secondsSince(0, at(60))).isZero();

        times.drawn(100, at(70));

        assertThat(times.secondsSince(100, at(71))).isEqualTo(1);
    }

    @Test
    void anotherDatabaseStartsAnew() {
        times.drawn(100, at(0));
        times.drawn(5, at(10));

        assertThat(times.secondsSince(3, at(11))).isEqualTo(1);
    }

    @Test
    void aLongOutageTakesLittleMemoryAndKeepsTheAge() {
        for (int i = 1; i <= 100_000; i++) {
            times.drawn(i, at(i));
        }

        assertThat(times.secondsSince(1, at(100_000))).isEqualTo(99_999);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
