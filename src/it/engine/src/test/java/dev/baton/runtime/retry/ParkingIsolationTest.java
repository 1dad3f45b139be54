package dev.baton.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.retry.RetryTable.Waiting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key is not stuck by what another transaction does at the same time, whatever the database's defaults are. */
class ParkingIsolationTest {

    @Test
    void anEventThatParksBehindOneThatIsSettledOrReleasedInTheMeantimeIsDue() {
        for (String isolation : List.of("read committed", "repeatable read", "serializable")) {
            try (RetryTable table = new RetryTable(Map.of("default_transaction_isolation", isolation), 2)) {
                table.arrive("ada", "first");
                WaitingEvent taken = table.takeDue(1).get(0);

                table.arriveWhile("ada", "second", () -> table.done(taken));

                assertThat(table.rows()).as(isolation).containsEntry("ada", List.of(new Waiting("second", true)));

                assertThat(table.exhaust("bob", "third")).isTrue();

                table.arriveWhile("bob", "fourth", () -> table.release("bob", "third"));

                assertThat(table.rows()).as(isolation).containsEntry("bob", List.of(new Waiting("fourth", true)));
            }
        }
    }
}
