package dev.baton.it.delivery;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is wrong. */
final class WrongClock extends Clock {

    static final Class<?>[] CLASSES = {WrongClock.class, Producer.class};

    static volatile Duration off = Duration.ZERO;

    /** Replaces the clock of the application. */
    static class Producer {
        @Produces
        @Singleton
        Clock clock() {
            return new WrongClock();
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(off);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
