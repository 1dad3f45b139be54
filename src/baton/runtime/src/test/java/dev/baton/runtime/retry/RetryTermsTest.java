package dev.baton.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.config.OnExhausted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryTermsTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 0);

    @Test
    void thePausesOutOfTheRetryTableDoubleFromTheFirstOne() {
        RetryTerms.Terms terms = terms(3, 12);

        assertThat(terms.pauseAfter(3)).hasSeconds(1);
        assertThat(terms.pauseAfter(4)).hasSeconds(2);
        assertThat(terms.pauseAfter(5)).hasSeconds(4);
    }

    @Test
    void anEventThatWasParkedBeginsWithTheFirstPauseToo() {
        assertThat(terms(3, 12).pauseAfter(1)).hasSeconds(1);
    }

    @Test
    void anEventIsNotTriedInPlaceMoreOftenThanInAll() {
        assertThat(terms(3, 2).attemptsInPlace()).isEqualTo(2);
        assertThat(terms(3, 2).pauseAfter(2)).hasSeconds(1);
    }

    @Test
    void anEventWithoutAKeyHoldsNothing() {
        assertThat(terms(3, 12).hold("key")).isTrue();
        assertThat(terms(3, 12).hold(null)).isFalse();
    }

    private static RetryTerms.Terms terms(int attemptsInPlace, int attempts) {
        return new RetryTerms.Terms(attemptsInPlace, BACKOFF, attempts, BACKOFF, OnExhausted.HOLD);
    }
}
