package dev.baton.runtime.outbox;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Hints;
import dev.baton.runtime.wakeup.Work;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two commits and a relay: either the round of the relay sees both, or the relay does not sleep after the round. */
class OutboxSignalSchedulesTest {

    @Test
    void noWakeUpIsLost() {
        Schedules.each(() -> {
            OutboxSignal signal = new OutboxSignal(new Activity(Work.OUTBOX, Hints.NONE), true);
            AtomicInteger committed = new AtomicInteger();
            AtomicInteger seen = new AtomicInteger();
            Runnable commit = () -> {
                committed.incrementAndGet();
                signal.wake();
            };
            together(commit, commit, () -> {
                await(signal);
                seen.set(committed.get());
            });
            if (seen.get() < 2) {
                // The next wait has to end at once. A signal that is lost would make it as long as the longest wait.
                long begun = System.nanoTime();
                await(signal, Duration.ofSeconds(5));
                check(System.nanoTime() - begun < 4_000_000_000L, "a wake-up was lost: seen=" + seen.get());
            }
        });
    }

    private static void await(OutboxSignal signal) {
        await(signal, Duration.ZERO);
    }

    private static void await(OutboxSignal signal, Duration longest) {
        try {
            signal.await(longest);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
