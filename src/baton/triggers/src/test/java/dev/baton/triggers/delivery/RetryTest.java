package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.triggers.delivery.Verdict.Again;
import dev.baton.triggers.delivery.Verdict.Delivered;
import dev.baton.triggers.delivery.Verdict.GivenUp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Set<Integer> RETRIED_BELOW_500 = Set.of(404, 408, 409, 429);

    private final Retry retry = retry(Optional.empty());

    static IntStream statuses() {
        return IntStream.rangeClosed(100, 599);
    }

    /** The whole table of the contract. */
    @ParameterizedTest
    @MethodSource("statuses")
    void eachStatusEndsAsTheContractSays(int status) {
        Verdict verdict = retry.after(response(status), 0);

        if (status >= 200 && status < 300) {
            assertThat(verdict).isInstanceOf(Delivered.class);
        } else if (status >= 500 || RETRIED_BELOW_500.contains(status)) {
            assertThat(verdict).isEqualTo(new Again(Duration.ofSeconds(1)));
        } else {
            assertThat(((GivenUp) verdict).failure().code()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 999})
    void aStatusThatIsNotInTheTableIsRetried(int status) {
        assertThat(retry.after(response(status), 0)).isInstanceOf(Again.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection refused", "no answer within PT1S"})
    void noAnswerIsRetriedAndThenFailsWith500(String reason) {
        assertThat(retry.after(new Answer.None(reason), 2)).isInstanceOf(Again.class);

        Failure failure = ((GivenUp) retry.after(new Answer.None(reason), 3)).failure();
        assertThat(failure.code()).isEqualTo(500);
        assertThat(failure.data()).asString().isEqualTo("dispatch error: " + reason);
    }

    @Test
    void itGivesUpAfterAsManyRetriesAsTheSpecHas() {
        assertThat(retry.after(response(503), 2)).isEqualTo(new Again(Duration.ofSeconds(4)));
        assertThat(retry.after(response(503), 3)).isInstanceOf(GivenUp.class);
        assertThat(new Retry(DeliverySpec.NONE, Clock.systemUTC()).after(response(503), 0))
                .isInstanceOf(GivenUp.class);
    }

    @Test
    void aFailureHasTheLastAnswer() {
        Failure failure = ((GivenUp) retry.after(response(422), 0)).failure();

        assertThat(failure.code()).isEqualTo(422);
        assertThat(failure.data()).asString().isEqualTo("why");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            503 | 30                              | PT30S
            429 | 30                              | PT30S
            503 | 0                               | PT1S
            503 | 99999                           | PT1M
            503 | 999999999999999999              | PT1M
            503 | Wed, 25 Nov 2026 10:00:20 GMT   | PT20S
            503 | Wednesday, 25-Nov-26 10:00:20 GMT | PT20S
            503 | Wed Nov 25 10:00:20 2026        | PT20S
            503 | Wed, 25 Nov 2026 09:00:00 GMT   | PT1S
            503 | soon                            | PT1S
            503 | -5                              | PT1S
            503 | 1.5                             | PT1S
            500 | 30                              | PT1S
            404 | 30                              | PT1S
            """)
    void retryAfterLengthensThePauseUpToItsMost(int status, String header, Duration pause) {
        Retry asking = retry(Optional.of(Duration.ofMinutes(1)));

        assertThat(asking.after(response(status, header), 0)).isEqualTo(new Again(pause));
    }

    @Test
    void retryAfterCountsOnlyWhereTheSpecSaysHowMuch() {
        assertThat(retry.after(response(503, "30"), 0)).isEqualTo(new Again(Duration.ofSeconds(1)));
        assertThat(retry(Optional.of(Duration.ZERO)).after(response(503, "30"), 0))
                .isEqualTo(new Again(Duration.ofSeconds(1)));
    }

    private static Retry retry(Optional<Duration> retryAfterMax) {
        Backoff backoff = new Backoff(Backoff.Policy.EXPONENTIAL, Duration.ofSeconds(1), 0);
        return new Retry(
                new DeliverySpec(3, backoff, Duration.ofSeconds(1), retryAfterMax, Optional.empty(), false),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Answer response(int status) {
        return new Answer.Response(status, List.of(), "why".getBytes(StandardCharsets.UTF_8));
    }

    private static Answer response(int status, String retryAfter) {
        return new Answer.Response(status, List.of(Map.entry("retry-after", retryAfter)), new byte[0]);
    }
}
