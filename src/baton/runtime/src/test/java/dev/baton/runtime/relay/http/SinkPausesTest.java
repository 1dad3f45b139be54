package dev.baton.runtime.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.relay.http.SinkAnswer.NotNow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkPausesTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0);

    private final SettableClock clock = new SettableClock();
    private final SinkPauses pauses = new SinkPauses(BACKOFF, clock);

    @Test
    void aKeyIsPausedForItselfAndLongerEachTime() {
        assertThat(pauses.failed("a", notNow(false))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.failed("a", notNow(false))).isEqualTo(Duration.ofSeconds(2));

        assertThat(pauses.paused("a")).isTrue();
        assertThat(pauses.paused("b")).isFalse();
        clock.now = clock.now.plusSeconds(2);
        assertThat(pauses.paused("a")).isFalse();
        pauses.taken("a");
        assertThat(pauses.failed("a", notNow(false))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itSaysWhichKeysArePaused() {
        pauses.failed("over by then", notNow(false));
        clock.now = clock.now.plusSeconds(1);
        pauses.failed("a", notNow(false));
        assertThat(pauses.all()).isFalse();

        pauses.failed("b", notNow(true));

        assertThat(pauses.keys()).containsExactly("a");
        assertThat(pauses.all()).isTrue();
    }

    @Test
    void aSinkThatIsAwayIsLeftAlone() {
        pauses.failed("a", notNow(true));

        assertThat(pauses.paused("b")).isTrue();
    }

    @Test
    void whatTheSinkAsksForIsKept() {
        SinkAnswer busy = SinkAnswer.of(503, "3600");

        assertThat(pauses.failed("a", (NotNow) busy)).isEqualTo(Duration.ofHours(1));
        clock.now = clock.now.plusSeconds(3599);
        assertThat(pauses.paused("b")).isTrue();
        clock.now = clock.now.plusSeconds(1);
        assertThat(pauses.paused("b")).isFalse();
    }

    @Test
    void keysWhosePausesAreOverTakeNoPlaceOfOthers() {
        for (int i = 0; i < 10_000; i++) {
            pauses.failed("refused later " + i, notNow(false));
        }
        clock.now = clock.now.plusSeconds(1);

        pauses.failed("a", notNow(false));

        assertThat(pauses.paused("a")).isTrue();
        assertThat(pauses.paused("b")).isFalse();
    }

    @Test
    void aSinkThatTakesNothingOfTooManyKeysIsLeftAlone() {
        for (int i = 0; i <= 10_000; i++) {
            pauses.failed("key " + i, notNow(false));
        }

        assertThat(pauses.paused("b")).isTrue();
    }

    private static NotNow notNow(boolean away) {
        return new NotNow("told to", away, Optional.empty());
    }
}
