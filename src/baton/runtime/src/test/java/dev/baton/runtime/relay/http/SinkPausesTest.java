package dev.baton.runtime.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.relay.http.SinkAnswer.NotNow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkPausesTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0);

    private final SettableClock clock = new SettableClock();
    private final SinkPauses pauses = new SinkPauses(BACKOFF, clock);

    @Test
    void aKeyIsPausedForItselfAndLongerEachTime() {
        assertThat(failed("a", notNow(false))).isEqualTo(Duration.ofSeconds(1));
        clock.now = clock.now.plusSeconds(1);
        assertThat(failed("a", notNow(false))).isEqualTo(Duration.ofSeconds(2));

        assertThat(pauses.paused("a")).isTrue();
        assertThat(pauses.paused("b")).isFalse();
        clock.now = clock.now.plusSeconds(2);
        assertThat(pauses.paused("a")).isFalse();
        pauses.taken("a", clock.now);
        assertThat(failed("a", notNow(false))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itSaysWhichKeysArePaused() {
        failed("over by then", notNow(false));
        clock.now = clock.now.plusSeconds(1);
        failed("a", notNow(false));
        assertThat(pauses.all()).isFalse();

        failed("b", notNow(true));

        assertThat(pauses.keys()).containsExactly("a");
        assertThat(pauses.all()).isTrue();
    }

    @Test
    void aSinkThatIsAwayIsLeftAlone() {
        failed("a", notNow(true));

        assertThat(pauses.paused("b")).isTrue();
    }

    @Test
    void whatTheSinkAsksForIsKept() {
        SinkAnswer busy = SinkAnswer.of(503, "3600");

        assertThat(failed("a", (NotNow) busy)).isEqualTo(Duration.ofHours(1));
        clock.now = clock.now.plusSeconds(3599);
        assertThat(pauses.paused("b")).isTrue();
        clock.now = clock.now.plusSeconds(1);
        assertThat(pauses.paused("b")).isFalse();
    }

    @Test
    void keysWhosePausesAreOverTakeNoPlaceOfOthers() {
        for (int i = 0; i < 10_000; i++) {
            failed("refused later " + i, notNow(false));
        }
        clock.now = clock.now.plusSeconds(1);

        failed("a", notNow(false));

        assertThat(pauses.paused("a")).isTrue();
        assertThat(pauses.paused("b")).isFalse();
    }

    @Test
    void aSinkThatTakesNothingOfTooManyKeysIsLeftAlone() {
        for (int i = 0; i <= 10_000; i++) {
            failed("key " + i, notNow(false));
        }

        assertThat(pauses.paused("b")).isTrue();
    }

    @Test
    void allRequestsThatWereUnderWayInOneOutageAreOneFailure() {
        Instant begunAt = clock.now;
        for (int key = 0; key < 16; key++) {
            clock.now = clock.now.plusMillis(10);
            pauses.failed("key " + key, notNow(true), begunAt);
        }

        clock.now = clock.now.plusSeconds(1);
        assertThat(pauses.all()).isFalse();
        assertThat(failed("a", notNow(true))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRequestThatWasUnderWayLengthensThePauseIfTheSinkAsksForIt() {
        Instant begunAt = clock.now;
        failed("a", notNow(true));

        assertThat(pauses.failed("b", (NotNow) SinkAnswer.of(503, "60"), begunAt))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aRequestThatWasUnderWayAndSucceedsDoesNotEndThePause() {
        Instant begunAt = clock.now;
        pauses.failed("a", (NotNow) SinkAnswer.of(429, "60"), begunAt);

        pauses.taken("b", begunAt);
        assertThat(pauses.all()).isTrue();

        clock.now = clock.now.plusSeconds(60);
        pauses.taken("b", clock.now);
        assertThat(failed("a", notNow(true))).isEqualTo(Duration.ofSeconds(1));
    }

    /** A request that began and failed at this moment. */
    private Duration failed(String key, NotNow answer) {
        return pauses.failed(key, answer, clock.now);
    }

    private static NotNow notNow(boolean away) {
        return new NotNow("told to", away, Optional.empty());
    }
}
