package dev.baton.runtime.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SinkTroubleTest {

    private static final Duration NEXT_WITHIN = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock();
    private final SinkTrouble trouble = new SinkTrouble(clock);

    @Test
    void itLastsFromTheFirstFailureToTheEnd() {
        assertThat(trouble.description()).isEmpty();
        assertThat(trouble.seconds()).isZero();

        trouble.failed("status 503", NEXT_WITHIN);
        clock.now = clock.now.plusSeconds(9);
        trouble.failed("status 502", NEXT_WITHIN);
        clock.now = clock.now.plusSeconds(9);

        assertThat(trouble.description()).contains("accepts no events (for 18 s so far): status 502");
        assertThat(trouble.seconds()).isEqualTo(18);
        trouble.ended();
        assertThat(trouble.description()).isEmpty();
        assertThat(trouble.seconds()).isZero();
    }

    @Test
    void itIsForgottenWhenNoAttemptFollows() {
        trouble.failed("status 503", NEXT_WITHIN);
        clock.now = clock.now.plusSeconds(10);
        assertThat(trouble.description()).isEmpty();

        trouble.failed("status 503", NEXT_WITHIN);
        assertThat(trouble.seconds()).isZero();
    }
}
