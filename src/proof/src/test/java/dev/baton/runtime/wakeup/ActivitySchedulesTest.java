package dev.baton.runtime.wakeup;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A loop that is about to rest for long, and another process that commits: the loop sees the commit, or is woken. */
class ActivitySchedulesTest {

    private static final Hints ARRIVING = new Hints() {
        @Override
        public boolean arrive() {
            return true;
        }

        @Override
        public void send(Hint hint) {}

        @Override
        public void listen(Listener listener) {}
    };

    @Test
    void noLoopRestsForLongWithoutHavingSeenWhatWasCommitted() {
        Schedules.each(() -> {
            AtomicLong now = new AtomicLong();
            Activity activity = new Activity(Work.OUTBOX, ARRIVING, now::get);
            AtomicInteger woken = new AtomicInteger();
            activity.wakes(woken::incrementAndGet, woken::incrementAndGet);
            now.set(Duration.ofMinutes(1).toNanos());
            AtomicInteger committed = new AtomicInteger();
            AtomicBoolean missed = new AtomicBoolean();
            Runnable commit = () -> {
                committed.incrementAndGet();
                activity.heard(new Hint(Work.OUTBOX, false));
            };
            together(commit, commit, () -> {
                boolean quiet = activity.quiet();
                missed.set(quiet && committed.get() < 2);
            });
            if (missed.get()) {
                check(woken.get() > 0, "the loop rests although something was committed");
                check(
                        !activity.quiet(),
                        "the loop that was woken may rest for long again, and misses the second commit");
            }
        });
    }
}
