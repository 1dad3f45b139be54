package dev.baton.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TakenAtOnceTest {

    @Test
    void noFurtherEventIsTakenOnceTheyHaveTheirBytesAndTheOthersStayDue() {
        try (RetryTable table = new RetryTable(Map.of(), 1)) {
            List.of("ada", "bob", "eve").forEach(key -> table.arrive(key, "of " + key));

            assertThat(table.takeDue(new TakenAtOnce(20, 1))).hasSize(1);
            assertThat(table.takeDue(new TakenAtOnce(1, 1_000_000))).hasSize(1);
            assertThat(table.takeDue(new TakenAtOnce(20, 1_000_000))).hasSize(1);
            assertThat(table.takeDue(new TakenAtOnce(20, 1_000_000))).isEmpty();
        }
    }
}
