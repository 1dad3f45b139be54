package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.triggers.delivery.Backoff.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({
        "LINEAR,0,PT0S", "LINEAR,1,PT0.2S", "LINEAR,2,PT0.4S", "LINEAR,10,PT2S",
        "EXPONENTIAL,0,PT0.2S", "EXPONENTIAL,1,PT0.4S", "EXPONENTIAL,2,PT0.8S", "EXPONENTIAL,10,PT204.8S"
    })
    void pausesGrowByPolicy(Policy policy, int retries, Duration pause) {
        assertThat(new Backoff(policy, Duration.ofMillis(200)).after(retries)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR,2147483647", "EXPONENTIAL,63", "EXPONENTIAL,2000", "EXPONENTIAL,2147483647"})
    void pausesEndAtAYear(Policy policy, int retries) {
        assertThat(new Backoff(policy, Duration.ofSeconds(1)).after(retries)).isEqualTo(Duration.ofDays(365));
        assertThat(new Backoff(policy, Duration.ofDays(100_000)).after(retries)).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void noBackoffIsNoPause() {
        assertThat(Backoff.NONE.after(0)).isZero();
        assertThat(Backoff.NONE.after(1_000)).isZero();
        assertThat(new Backoff(Policy.EXPONENTIAL, Duration.ZERO).after(5_000)).isZero();
    }
}
