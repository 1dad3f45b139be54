package dev.baton.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    @Test
    void itFollowsTheTimeThatPassesAndNoCorrection() {
        SettableClock wall = new SettableClock();
        wall.now = Instant.parse("2026-11-30T08:00:00Z");
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
        SteadyClock steady = new SteadyClock(wall, nanos::get);

        wall.now = Instant.parse("2026-11-30T07:00:00Z");
        nanos.addAndGet(2_000_000_000L);

        assertThat(steady.instant()).isEqualTo(Instant.parse("2026-11-30T08:00:02Z"));
    }
}
