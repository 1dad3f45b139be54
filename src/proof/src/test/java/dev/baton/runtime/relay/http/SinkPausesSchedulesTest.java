package dev.baton.runtime.relay.http;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import dev.baton.runtime.background.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests that are under way together end in any order: the pause that one is told of lasts, and they fail once. */
class SinkPausesSchedulesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofHours(1), () -> 0);

    @Test
    void theSinkIsLeftAloneForAsLongAsItAsked() {
        Schedules.each(() -> {
            SinkPauses pauses = new SinkPauses(BACKOFF, CLOCK);
            Instant begunAt = pauses.now();
            together(
                    () -> pauses.failed("a", notNow(Optional.of(Duration.ofSeconds(90))), begunAt),
                    () -> pauses.taken("b", begunAt),
                    () -> pauses.failed("c", notNow(Optional.empty()), begunAt));
            check(pauses.all(), "the pause was ended by a request that began before it");
            Duration left = pauses.failed("d", notNow(Optional.empty()), begunAt);
            check(left.equals(Duration.ofSeconds(90)), "the pause lasts " + left);
        });
    }

    private static SinkAnswer.NotNow notNow(Optional<Duration> retryAfter) {
        return new SinkAnswer.NotNow("told to", true, retryAfter);
    }
}
