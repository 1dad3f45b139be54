package dev.baton.runtime.relay;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Results come while a relay waits: it goes on only with all of them, and gives up only those that have none. */
class ResultsSchedulesTest {

    @Test
    void eachResultIsEitherPresentOrMissing() {
        Schedules.atRandom(() -> {
            CompletableFuture<Void> first = new CompletableFuture<>();
            CompletableFuture<Void> second = new CompletableFuture<>();
            Results results = new Results(List.of(first, second));
            together(() -> first.complete(null), () -> second.completeExceptionally(new Exception("told to")), () -> {
                boolean all = results.await(Duration.ZERO);
                List<Integer> missing = results.missing();
                int present = results.present().length;
                check(!all || missing.isEmpty() && present == 2, "all came, but missing: " + missing);
                check(missing.size() + present >= 2, "neither missing nor present: " + missing);
            });
            check(results.await(Duration.ZERO) && results.missing().isEmpty(), "a result is missing");
        });
    }
}
