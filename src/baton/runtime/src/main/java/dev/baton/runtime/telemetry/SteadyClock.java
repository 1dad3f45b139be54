package dev.baton.runtime.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/** Starts with the time of another clock, and then follows the time that passes, in nanoseconds. */
final class SteadyClock extends Clock {

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Instant start;
    private final long startNanos;

    SteadyClock(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.start = clock.instant();
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(clock.withZone(zone), nanoTime);
    }
}
