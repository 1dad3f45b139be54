package dev.baton.runtime.relay.kafka;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import dev.baton.runtime.outbox.OutboxRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A partition that is published to does not rest, whenever a trial that was under way ends. */
class RestingPlacesSchedulesTest {

    private static final OutboxRow EVENT = new OutboxRow("a", "key", Map.of("id", "1"), new byte[0], null);

    @Test
    void aTrialThatEndsLateLetsNothingRest() {
        Schedules.each(() -> {
            CompletableFuture<Duration> trial = new CompletableFuture<>();
            MovedClock clock = new MovedClock();
            RestingPlaces places = new RestingPlaces((topic, first) -> trial, clock);
            places.stuck(EVENT, 1, "told to");
            clock.now = Instant.EPOCH.plusSeconds(1);
            places.now();
            together(
                    () -> trial.completeExceptionally(new IllegalStateException("told to")),
                    () -> places.published(EVENT, 0, Duration.ofMillis(1)));
            check(places.troubles().isEmpty(), "it rests: " + places.troubles());
            check(!places.rests(EVENT), "its events rest");
        });
    }

    /** A clock that stands still until it is moved. */
    private static final class MovedClock extends Clock {

        private volatile Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
