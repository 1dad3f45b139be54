package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.triggers.delivery.Backoff.Policy;
import java.time.Duration;
import java.util.stream.IntStream;
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
        assertThat(new Backoff(policy, Duration.ofMillis(200), 0).after(retries))
                .isEqualTo(pause);
        assertThat(new Backoff(policy, Duration.ofMillis(200), retries).after(0))
                .isEqualTo(pause);
    }

    /** The delivery of the manifests: ten retries that begin with PT0.5S. */
    @ParameterizedTest
    @CsvSource({"KAFKA,PT1S,PT1023S", "MT_CHANNEL,PT0.5S,PT511.5S"})
    void aBrokersClassDecidesHowLongAllRetriesTake(BrokerClass brokerClass, Duration first, Duration all) {
        Backoff backoff = new Backoff(Policy.EXPONENTIAL, Duration.ofMillis(500), brokerClass.firstRetry());

        assertThat(backoff.after(0)).isEqualTo(first);
        assertThat(IntStream.range(0, 10).mapToObj(backoff::after).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR,2147483647", "EXPONENTIAL,63", "EXPONENTIAL,2000", "EXPONENTIAL,2147483647"})
    void pausesEndAtAYear(Policy policy, int retries) {
        assertThat(new Backoff(policy, Duration.ofSeconds(1), 0).after(retries)).isEqualTo(Duration.ofDays(365));
        assertThat(new Backoff(policy, Duration.ofDays(100_000), 0).after(retries))
                .isEqualTo(Duration.ofDays(365));
    }

    @Test
    void noBackoffIsNoPause() {
        assertThat(Backoff.NONE.after(0)).isZero();
        assertThat(Backoff.NONE.after(1_000)).isZero();
        assertThat(new Backoff(Policy.EXPONENTIAL, Duration.ZERO, 0).after(5_000))
                .isZero();
    }
}
