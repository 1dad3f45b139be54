package dev.baton.runtime.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0);
        assertThat(backoff.after(1)).hasMillis(100);
        assertThat(backoff.after(2)).hasMillis(200);
        assertThat(backoff.after(4)).hasMillis(800);
        assertThat(backoff.after(5)).hasMillis(1000);
        assertThat(backoff.after(1_000_000)).hasMillis(1000);
    }

    @Test
    void leavesOutARandomPartOfTheSecondHalf() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0.5).after(5)).hasMillis(750);
    }
}
