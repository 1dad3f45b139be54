package dev.baton.runtime.delivery;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Three deliveries on one permit: one runs at a time, each runs, and the permit is free afterwards. */
class PermitsSchedulesTest {

    @Test
    void eachTaskRunsOnceAndNeverTooManyAtOnce() {
        Schedules.each(() -> {
            Permits permits = new Permits(1);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            Runnable delivery = () -> permits.acquire(() -> {
                check(running.incrementAndGet() == 1, "two deliveries run on one permit");
                running.decrementAndGet();
                done.incrementAndGet();
                permits.release();
            });
            together(delivery, delivery, delivery);
            check(done.get() == 3, "only " + done.get() + " of 3 deliveries ran");
            permits.acquire(done::incrementAndGet);
            check(done.get() == 4, "the permit was not released");
        });
    }
}
