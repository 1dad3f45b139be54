package dev.baton.runtime.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private final List<CompletableFuture<Void>> stages =
            List.of(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
    private final Results results = new Results(stages);

    @Test
    void itWaitsForAllResultsGoodOrBad() {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> results.await(Duration.ofMinutes(1)));

        stages.get(0).complete(null);
        stages.get(2).completeExceptionally(new IllegalStateException("told to"));
        assertThat(waiting).isNotDone();
        stages.get(1).complete(null);

        assertThat(waiting.join()).isTrue();
        assertThat(results.missing()).isEmpty();
        assertThat(results.present()).containsExactly(0, 1, 2);
    }

    @Test
    void itGivesUpWhenNoFurtherResultComes() {
        stages.get(1).complete(null);

        assertThat(results.await(Duration.ofMillis(10))).isFalse();

        assertThat(results.missing()).containsExactly(0, 2);
        assertThat(results.present()).containsExactly(1);
    }
}
