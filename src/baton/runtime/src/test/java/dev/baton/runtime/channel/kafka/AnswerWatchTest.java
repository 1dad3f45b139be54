package dev.baton.runtime.channel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerWatchTest {

    private final SettableClock clock = new SettableClock();
    private final AnswerWatch<String> watch = new AnswerWatch<>(clock);

    @Test
    void aClientIsReplacedOnceWhenItHasHadNoAnswerForTooLong() {
        watch.add("client");
        clock.now = clock.now.plus(AnswerWatch.TOO_LONG);
        assertThat(watch.isSilentTooLong("client")).isFalse();
        clock.now = clock.now.plus(Duration.ofMillis(1));
        assertThat(watch.isSilentTooLong("client")).isTrue();

        watch.forget("client");

        assertThat(watch.isSilentTooLong("client")).isFalse();
    }

    @Test
    void anAnswerBeginsTheTimeAnew() {
        watch.add("client");
        clock.now = clock.now.plusSeconds(14);
        watch.answered("client");
        clock.now = clock.now.plusSeconds(14);

        assertThat(watch.isSilentTooLong("client")).isFalse();
    }
}
